import { z } from "zod";
import { adoptProp } from "../adopt.js";
import { valued } from "../label.js";
import { local } from "../local.js";
import { ownerProp } from "../owner.js";
import { list } from "../refusal.js";
import { type Args, defineResource } from "../resource.js";
import { ownId, parentId } from "../object-id.js";
import type { CurrentRun } from "../spec.js";
import { stackNumbersProp } from "../stack-numbers.js";
import { childId, type TwilioAccount } from "./account.js";
import { twilio } from "./client.js";
import { friendlyName, sid, yesNo } from "./fields.js";
import { arrivalOn, wasMovedByStack } from "./number-arrival.js";
import { removeFromTrunk } from "./number-departure.js";
import { foreignNumbersOn } from "./others-on-trunk.js";
import { cloudHostOf, REGIONS } from "../values/regions.js";
import { hostOfSipUri, sameServer, sameSipUri } from "../values/sip-uri.js";
import { sipUriProp } from "./sip-uri-prop.js";

const whole = (min: number) =>
  z
    .int({ error: "must be a whole number" })
    .min(min, `must be ${min} to 65535`)
    .max(65_535, `must be ${min} to 65535`)
    .default(10);

const props = {
  /** The trunk, `TK…`. Changing it creates a new URL. */
  trunkSid: sid("TK", "a trunk").meta({ immutable: true }),
  /** Name shown in the console, at most 64 characters, which `adopt: "by-name"` matches on the trunk. */
  friendlyName: friendlyName(64),
  /** The SIP URI to send calls to: `sip:host[:port]`, with optional `;transport=udp|tcp|tls` and `;edge=<edge>`. */
  sipUrl: sipUriProp,
  /** Order in which URLs are tried, lowest first, 0 to 65535. @default 10 */
  priority: whole(0),
  /** Share of the calls among URLs with the same priority, 1 to 65535. @default 10 */
  weight: whole(1),
  /** Whether Twilio uses the URL. @default true */
  enabled: yesNo().default(true),
  /**
   * The numbers that this stack puts on the trunk. `SipTopology` sets them. If they are set, a delete keeps the URL
   * while the trunk carries other numbers, and removes numbers that a killed run put on the trunk.
   */
  stackNumbers: stackNumbersProp,
  /**
   * What to do about an existing URL with this name: adopt it (`by-name`), `never` adopt it, or adopt the URL with this
   * id. @default "never"
   */
  adopt: adoptProp("OU", "TK"),
  /** The resource that owns the object. @default project/stack/resource */
  owner: local(ownerProp),
};

const attrs = {
  /** Twilio's id, `OU…`. */
  originationUrlSid: z.string().meta({ isId: true }),
};

/** The arguments of {@link OriginationUrl}. */
export interface OriginationUrlArgs extends Args<typeof props> {}

/**
 * A SIP URI to which a trunk sends the calls of its numbers. A trunk has at most 10.
 *
 * @example
 * ```ts
 * new OriginationUrl("livekit", { trunkSid: trunk.trunkSid, friendlyName: "LiveKit", sipUrl: "sip:acme.sip.livekit.cloud;transport=tcp" });
 * ```
 *
 * @see https://www.twilio.com/docs/sip-trunking/api/originationurl-resource
 */
export class OriginationUrl extends defineResource({
  type: "twilio:OriginationUrl",
  cloud: twilio,
  label: valued("origination URL", "sipUrl"),
  why: "it leads to this host, on that trunk",
  links: { trunkSid: { noun: "ElasticTrunk" } },
  props,
  attrs,
  listing: (account, trunkSid) => account.originationUrls.of(trunkSid),
  parentOf: ({ trunkSid }) => trunkSid,
  isOurs: (found, wanted, { holds }) => holds(`twilio:ElasticTrunk ${wanted.trunkSid}`) && isSame(found, wanted),
  isNamed: (url, { friendlyName }) => url.friendlyName === friendlyName,
  isMeant: ({ sipUrl }, wanted) => sameServer(sipUrl, wanted.sipUrl),
  allowsDuplicates: true,
  uniqueBy: "sipUrl",
  // A topology gives its own host priority 1, even if that is a region's, and the fallback regions the next ones.
  adoptKey: ({ sipUrl = "", priority = 1 }) => {
    const host = cloudHostOf(hostOfSipUri(sipUrl) ?? "");
    const region = REGIONS.find((known) => known === host?.region);
    return region === undefined || priority === 1 ? "originationUrl" : `fallbackUrls.${region}`;
  },
  isDuplicate: isSame,
  create: (account, { trunkSid, ...fields }) => account.trunking.trunks(trunkSid).originationUrls.create(fields),
  update: (account, id, { trunkSid: _, ...fields }) =>
    account.trunking.trunks(parentId(id)).originationUrls(ownId(id)).update(fields),
  keeps: async (account, id, { stackNumbers: known, owner }, { stackNumbers }) => {
    if (known === undefined) return undefined;
    const trunk = { trunkSid: parentId(id), owner };
    const numbers = await foreignNumbersOn(account, trunk, (number) => stackNumbers.has(number));
    if (numbers.length === 0) return undefined;
    return {
      code: "still_used",
      message: `Origination URL ${id} is not deleted: its trunk carries ${list(numbers)}, which this stack does not have`,
    };
  },
  delete: async (account, id, { stackNumbers: known, owner }, run) => {
    if (known) await removeForgottenNumbers(account, id, owner, run);
    await account.trunking.trunks(parentId(id)).originationUrls(ownId(id)).remove();
  },
  fromWire: ({ sid, trunkSid, friendlyName, sipUrl, priority, weight, enabled }) => ({
    id: childId(trunkSid, sid),
    props: { trunkSid, friendlyName, sipUrl, priority, weight, enabled },
    attrs: { originationUrlSid: sid },
  }),
}) {}

function isSame({ sipUrl }: { sipUrl: string }, wanted: { sipUrl: string }): boolean {
  return sameSipUri(sipUrl, wanted.sipUrl);
}

/**
 * Removes the stack's own numbers from a trunk when its last URL is deleted. The numbers in the state have already
 * left: a remaining one was put there by a killed run, and its calls would reach nothing.
 */
async function removeForgottenNumbers(
  account: TwilioAccount,
  id: string,
  owner: string | undefined,
  run: CurrentRun,
): Promise<void> {
  const trunkSid = parentId(id);
  const urls = await account.originationUrls.of(trunkSid).all();
  if (urls.some(({ sid }) => sid !== ownId(id))) return;
  const { stackNumbers: ours } = run;
  const left = (await account.numbers.all()).filter(
    (number) => number.trunkSid === trunkSid && !ours.isLeaving(number.phoneNumber),
  );
  for (const { sid, phoneNumber } of left) {
    if (!ours.has(phoneNumber) && !(await wasMovedByStack(account, sid, { trunkSid, owner }))) continue;
    const message = `${phoneNumber} was removed from trunk ${trunkSid}, where a killed run had put it`;
    await removeFromTrunk(account, sid, { trunkSid, ...(await arrivalOn(account, sid, trunkSid)) }, run);
    run.say({ code: "number_removed", message });
  }
}
