import { z } from "zod";
import { e164 } from "../values/e164.js";
import { valued } from "../label.js";
import { local } from "../local.js";
import { ownerProp } from "../owner.js";
import { type Args, defineResource } from "../resource.js";
import { twilio } from "./client.js";
import { friendlyName, httpMethod, sid, webUrl, yesNo } from "./fields.js";
import { isMarkedFor, LONGEST_MARKED_NAME, LONGEST_NAME, markOfOther, withoutMark } from "./number-name.js";
import { releaseNumber, reasonToKeep, removeMark } from "./number-release.js";
import { buy, buyAny } from "./number-purchase.js";
import { searchProp } from "./number-search.js";
import { needsUpdate, updateNumber } from "./number-update.js";

const props = {
  /** The number to own, in E.164. Set either this or `search`. Changing it makes another purchase. */
  phoneNumber: e164().optional().meta({ immutable: true, generated: true }),
  /**
   * Criteria for the number to buy. They are used once: changing them buys nothing. The candidate is noted in
   * `arkenos/journal` in Pulumi's home before it is bought, so that a killed run does not buy twice. On another machine,
   * only Twilio's list of numbers shows the purchase: wait until it does before you run again.
   */
  search: local(searchProp.optional()),
  /**
   * Release the number to Twilio when the resource is deleted. Set it and run `pulumi up` before you remove the
   * resource. @default false
   */
  release: yesNo().default(false),
  /**
   * Name shown in the console, at most 64 characters. A purchase by `search` appends its owner's marker until the stack
   * releases the number, which leaves 37. If omitted, a name set in the console stays.
   */
  friendlyName: friendlyName(LONGEST_NAME).optional(),
  /** The address that the number's country requires, `AD…`. */
  addressSid: sid("AD", "an address").optional(),
  /** The regulatory bundle that the number's country requires, `BU…`. */
  bundleSid: sid("BU", "a bundle").optional(),
  /** The identity that the number's country requires, `RI…`. */
  identitySid: sid("RI", "an identity").optional(),
  /** URL of the TwiML for calls while the number is not on a trunk. */
  voiceUrl: webUrl().optional(),
  /** HTTP method of the request: `GET` or `POST`. */
  voiceMethod: httpMethod().optional(),
  /** URL of the TwiML to use if `voiceUrl` fails. */
  voiceFallbackUrl: webUrl().optional(),
  /** HTTP method of the request: `GET` or `POST`. */
  voiceFallbackMethod: httpMethod().optional(),
  /** Look up callers' names. Billed per lookup. */
  voiceCallerIdLookup: yesNo().optional(),
  /** What the number receives: `voice` or `fax`. */
  voiceReceiveMode: z.enum(["voice", "fax"], { error: 'must be "voice" or "fax"' }).optional(),
  /** Application for messages, `AP…`. */
  smsApplicationSid: sid("AP", "an application").optional(),
  /** URL of the TwiML for messages. */
  smsUrl: webUrl().optional(),
  /** HTTP method of the request: `GET` or `POST`. */
  smsMethod: httpMethod().optional(),
  /** URL of the TwiML to use if `smsUrl` fails. */
  smsFallbackUrl: webUrl().optional(),
  /** HTTP method of the request: `GET` or `POST`. */
  smsFallbackMethod: httpMethod().optional(),
  /** The URL to which Twilio reports the status of calls. */
  statusCallback: webUrl().optional(),
  /** The method of these reports: `GET` or `POST`. */
  statusCallbackMethod: httpMethod().optional(),
  /** Whether emergency calls are enabled: `Active` or `Inactive`. */
  emergencyStatus: z.enum(["Active", "Inactive"], { error: 'must be "Active" or "Inactive"' }).optional(),
  /** The address for emergency calls, `AD…`. */
  emergencyAddressSid: sid("AD", "an address").optional(),
  /** The resource that owns a purchase by `search`, for the marker in its name. @default project/stack/resource */
  owner: local(ownerProp),
};

const attrs = {
  /** Twilio's id, `PN…`. */
  phoneNumberSid: z.string().meta({ isId: true }),
  /** The number that the account owns now, in E.164. */
  phoneNumber: z.string(),
  /**
   * Whether the search found the number in the account only by its marker. Another stack with the same name may have
   * bought it, so it is not released.
   */
  foundByMark: z.boolean().optional(),
};

/** The arguments of {@link PhoneNumber}. */
export interface PhoneNumberArgs extends Args<typeof props> {}

/**
 * A phone number of the account, bought if the account does not own it yet. It stays in the account when the resource
 * is deleted, unless an earlier `pulumi up` set `release: true`. Its trunk is set by `NumberAssociation`. Its TwiML
 * application cannot be set, because a number has either a trunk or an application.
 *
 * @example Buy any number in Oakland
 * ```ts
 * new PhoneNumber("support", { search: { areaCode: "510", capabilities: ["voice"] } });
 * ```
 *
 * @see https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
 */
export class PhoneNumber extends defineResource({
  type: "twilio:PhoneNumber",
  cloud: twilio,
  label: valued("phone number", "phoneNumber"),
  why: "the account owns it",
  props,
  attrs,
  rules: [
    {
      over: ["phoneNumber", "search"],
      problem: ({ phoneNumber, search }) =>
        (phoneNumber === undefined) === (search === undefined)
          ? {
              /** A number is bought either by phoneNumber or by search, and both or neither are set. */
              code: "exactly_one",
              message: "set exactly one of phoneNumber and search",
              remedy: "phoneNumber for a specific number, search to buy one that matches",
            }
          : undefined,
    },
    {
      over: ["friendlyName", "search"],
      problem: ({ friendlyName = "", search }) =>
        search && friendlyName.length > LONGEST_MARKED_NAME
          ? {
              code: "too_long",
              message: `must not exceed ${LONGEST_MARKED_NAME} characters with a search, which appends its marker`,
            }
          : undefined,
    },
  ],
  staysOnAccount: true,
  survives: true,
  keeps: reasonToKeep,
  cleanUp: removeMark,
  listing: (account) => account.numbers,
  isMeant: (owned, { phoneNumber }) => owned.phoneNumber === phoneNumber,
  isOurs: (owned, { phoneNumber, owner, friendlyName }) =>
    phoneNumber === undefined
      ? owner !== undefined && isMarkedFor(owned.friendlyName, owner, friendlyName)
      : owned.phoneNumber === phoneNumber,
  objection: ({ phoneNumber, friendlyName }, { owner }) => {
    const mark = markOfOther(friendlyName, owner);
    if (mark === undefined) return undefined;
    return {
      code: "bought_by_other_resource",
      message: `${phoneNumber} was bought by the search of another resource, of this stack or another one, which still has it: its name ends in [${mark}]`,
      remedy: "Remove that resource, which keeps the number, or remove that marker from its name in Twilio's console",
    };
  },
  create: (account, wanted, { local, run }) =>
    wanted.phoneNumber === undefined
      ? account.searchLimit(() => buyAny(account, wanted, local, run))
      : buy(account, wanted.phoneNumber, wanted, local),
  needsRepair: needsUpdate,
  update: updateNumber,
  delete: releaseNumber,
  fromWire: (owned, state) => ({
    id: owned.sid,
    props: {
      phoneNumber: owned.phoneNumber,
      friendlyName: withoutMark(owned.friendlyName, state?.owner, state?.friendlyName),
      addressSid: owned.addressSid ?? "",
      bundleSid: owned.bundleSid ?? "",
      identitySid: owned.identitySid ?? "",
      voiceUrl: owned.voiceUrl ?? "",
      voiceMethod: httpMethod().safeParse(owned.voiceMethod).data,
      voiceFallbackUrl: owned.voiceFallbackUrl ?? "",
      voiceFallbackMethod: httpMethod().safeParse(owned.voiceFallbackMethod).data,
      voiceCallerIdLookup: owned.voiceCallerIdLookup,
      voiceReceiveMode: owned.voiceReceiveMode ?? undefined,
      smsApplicationSid: owned.smsApplicationSid ?? "",
      smsUrl: owned.smsUrl ?? "",
      smsMethod: httpMethod().safeParse(owned.smsMethod).data,
      smsFallbackUrl: owned.smsFallbackUrl ?? "",
      smsFallbackMethod: httpMethod().safeParse(owned.smsFallbackMethod).data,
      statusCallback: owned.statusCallback ?? "",
      statusCallbackMethod: httpMethod().safeParse(owned.statusCallbackMethod).data,
      emergencyStatus: owned.emergencyStatus ?? undefined,
      emergencyAddressSid: owned.emergencyAddressSid ?? "",
    },
    attrs: {
      ...{ phoneNumberSid: owned.sid, phoneNumber: owned.phoneNumber },
      ...(owned.foundByMark !== undefined && { foundByMark: owned.foundByMark }),
    },
  }),
}) {}
