import { z } from "zod";
import { adoptProp } from "../adopt.js";
import { e164 } from "../values/e164.js";
import { named } from "../label.js";
import { local } from "../local.js";
import { ownerProp } from "../owner.js";
import { leaveAlone, list } from "../refusal.js";
import { type Args, defineResource } from "../resource.js";
import type { Sent } from "../spec.js";
import { otherStacksCalling, stillCalledThrough } from "./calls-through.js";
import { twilio } from "./client.js";
import { domainsOf, isDerivedForOther, isDerivedForUs } from "./derived-domain.js";
import { foreignListsOn, foreignNumbersOn, foreignUrlsOn } from "./others-on-trunk.js";
import { recordingOf, recordingProp, withRecording } from "./recording.js";
import { onFreeDomain, terminationDomain } from "./termination-domain.js";
import { friendlyName, httpMethod, webUrl, yesNo } from "./fields.js";

const props = {
  /** Name shown in the console, at most 64 characters, which `adopt: "by-name"` matches. */
  friendlyName: friendlyName(64),
  /**
   * The domain for calls to the telephone network, `<name>.pstn.twilio.com`. If omitted, a stable one is derived from
   * the owner; see `terminationDomain`.
   */
  domainName: terminationDomain.optional(),
  /**
   * URL of the TwiML for calls that failed at every origination URL. Empty means none. It does not apply to a call that a
   * server rejected with 486 or another status after which Twilio does not fail over. @default ""
   */
  disasterRecoveryUrl: webUrl().default(""),
  /** HTTP method of the request: `GET` or `POST`. @default "POST" */
  disasterRecoveryMethod: httpMethod().default("POST"),
  /** Which SIP REFER transfers are allowed: `disable-all`, `sip-only`, `enable-all`. @default "disable-all" */
  transferMode: z
    .enum(["disable-all", "sip-only", "enable-all"], { error: 'must be "disable-all", "sip-only" or "enable-all"' })
    .default("disable-all"),
  /** The caller ID of a transferred call: `from-transferee` or `from-transferor`. @default "from-transferee" */
  transferCallerId: z
    .enum(["from-transferee", "from-transferor"], { error: 'must be "from-transferee" or "from-transferor"' })
    .default("from-transferee"),
  /** Accept only encrypted calls, with TLS and SRTP. @default false */
  secure: yesNo().default(false),
  /** Look up callers' names. Billed per lookup; US and Canada only. @default false */
  cnamLookupEnabled: yesNo().default(false),
  /** What to record, and whether to trim silence. @default { mode: "do-not-record", trim: "do-not-trim" } */
  recording: recordingProp,
  /**
   * The SIP hosts that this trunk sends calls to. A trunk that sends calls elsewhere is not adopted. Empty means any
   * host. @default []
   */
  deliversTo: local(
    z
      .array(z.string({ error: "must be a host, such as acme.sip.livekit.cloud" }), {
        error: "must be a list of hosts",
      })
      .default([]),
  ),
  /** The numbers that this stack puts on the trunk. A trunk that carries other numbers is not adopted. @default [] */
  numbers: local(z.array(e164(), { error: "must be a list of numbers" }).default([])),
  /**
   * Names or SIDs of the lists that this stack attaches to the trunk. A trunk with other lists is not adopted by name
   * or id. @default []
   */
  lists: local(
    z
      .array(z.string({ error: "must be a list's name or SID" }), { error: "must be a list of names or SIDs" })
      .default([]),
  ),
  /**
   * What to do about an existing trunk with this name: adopt it (`by-name`), `never` adopt it, or adopt the trunk with
   * this id. @default "never"
   */
  adopt: adoptProp("TK"),
  /** The resource that owns the object, from which the domain is derived. @default project/stack/resource */
  owner: local(ownerProp),
};

const attrs = {
  /** Twilio's id, `TK…`. */
  trunkSid: z.string().meta({ isId: true }),
  /** The trunk's actual domain, which LiveKit's outbound trunk dials. */
  terminationDomain: z.string().meta({ follows: ["domainName"] }),
  /**
   * How callers of the termination domain authenticate: `CREDENTIAL_LIST`, `IP_ACL`, both separated by a comma, or
   * empty.
   */
  authType: z.string(),
  /** Whether RTP is sent back to the address that it came from. It can be set only in the console. */
  symmetricRtp: z.boolean(),
};

/** The arguments of {@link ElasticTrunk}. */
export interface ElasticTrunkArgs extends Args<typeof props> {}

/**
 * An Elastic SIP trunk. It sends the calls of its numbers to its origination URLs, and takes calls to the telephone
 * network at its termination domain.
 *
 * Twilio blocks the domain of a deleted trunk for up to 30 days. A derived domain then moves on to the next in its
 * series; with an explicit `domainName`, the create fails with an error that says so.
 *
 * @example
 * ```ts
 * new ElasticTrunk("support", { friendlyName: "Support" });
 * ```
 *
 * @see https://www.twilio.com/docs/sip-trunking/api/trunk-resource
 */
export class ElasticTrunk extends defineResource({
  type: "twilio:ElasticTrunk",
  cloud: twilio,
  label: named("trunk", "friendlyName"),
  why: "it has this name",
  props,
  attrs,
  listing: (account) => account.trunks,
  isOurs: ({ domainName }, { domainName: explicit, owner }, { run }) =>
    explicit === undefined && isDerivedForUs(domainName ?? "", owner, run),
  isNamed: (trunk, { friendlyName }) => trunk.friendlyName === friendlyName,
  existsCode: "21245",
  uniqueBy: "domainName",
  importFlag: "--trunk",
  adoptKey: () => "elasticTrunk",
  isDuplicate: ({ domainName }, { domainName: explicit }) => explicit !== undefined && domainName === explicit,
  // A domain keeps the owner that it was derived for, so this check applies only to adoption.
  objection: async ({ sid, domainName }, wanted, run) => {
    if (!(await isDerivedForOther(domainName ?? "", wanted, run))) return undefined;
    return {
      code: "belongs_to_other_stack",
      message: `it belongs to the stack that ${domainName} was derived for, this is ${wanted.owner ?? "no owner set"}`,
      remedy: `${leaveAlone(sid, wanted)}. To hand it over, run arkenos import --trunk ${sid} here, then pulumi state delete there`,
    };
  },
  dependents: async (account, trunk, wanted, run) => [
    // A number that only the journal knows does not count as ours here: the config no longer lists it, so nothing would
    // remove it.
    ...(await foreignNumbersOn(
      account,
      { trunkSid: trunk.sid },
      (number) => wanted.numbers.includes(number),
      // The trunk has its own list, which may be current where the list of the account lags.
      await account.numbersOn(trunk.sid),
    )),
    ...(await foreignUrlsOn(account, trunk.sid, wanted)),
    ...(await otherStacksCalling(trunk.domainName ?? "", wanted.owner, run)),
    // Lists are attached after a trunk is created, so they prove nothing about a trunk that this stack created.
    ...(domainsOf(wanted).includes(trunk.domainName) ? [] : await foreignListsOn(account, trunk, wanted)),
  ],
  create: async (account, wanted, { local: { owner } }) => {
    const trunk = await onFreeDomain(domainsOf({ ...wanted, owner }), (domainName) =>
      account.trunking.trunks.create(toRequest(wanted, domainName)),
    );
    account.originationUrls.of(trunk.sid).startEmpty();
    account.trunkCredentialLists.of(trunk.sid).startEmpty();
    account.trunkIpAccessControlLists.of(trunk.sid).startEmpty();
    return withRecording(account, trunk, wanted);
  },
  update: async (account, sid, wanted, _state, { local: { owner } }) => {
    const known = await account.trunks.find(sid);
    const [derived] = known && !known.domainName ? domainsOf({ ...wanted, owner }) : [];
    const request = toRequest(wanted, wanted.domainName ?? derived);
    return withRecording(account, await account.trunking.trunks(sid).update(request), wanted);
  },
  // What this stack put on the trunk is deleted before it. Without numbers, an origination URL of others gets no calls.
  keeps: async (account, trunkSid, { lists = [], owner }, run) => {
    const trunk = await account.trunks.find(trunkSid);
    const others = [
      ...(await foreignNumbersOn(account, { trunkSid, owner }, (number) => run.stackNumbers.has(number))),
      ...(trunk ? await foreignListsOn(account, trunk, { lists }) : []),
    ];
    const reason =
      others.length > 0
        ? `it carries ${list(others)}, which this stack does not have`
        : lists.length > 0 && (await stillCalledThrough(account, { callsThrough: trunkSid, owner }, run));
    return reason ? { code: "still_used", message: `Twilio trunk ${trunkSid} is not deleted: ${reason}` } : undefined;
  },
  delete: (account, sid) => account.trunking.trunks(sid).remove(),
  fromWire: (trunk) => ({
    id: trunk.sid,
    props: {
      friendlyName: trunk.friendlyName,
      domainName: trunk.domainName ?? "",
      disasterRecoveryUrl: trunk.disasterRecoveryUrl ?? "",
      disasterRecoveryMethod: httpMethod().safeParse(trunk.disasterRecoveryMethod).data,
      transferMode: trunk.transferMode,
      transferCallerId: trunk.transferCallerId,
      secure: trunk.secure,
      cnamLookupEnabled: trunk.cnamLookupEnabled,
      recording: recordingOf(trunk),
    },
    attrs: {
      trunkSid: trunk.sid,
      terminationDomain: trunk.domainName ?? "",
      authType: trunk.authType,
      symmetricRtp: trunk.symmetricRtpEnabled,
    },
  }),
}) {}

function toRequest({ recording, domainName, ...same }: Sent<typeof props>, domain: string | undefined) {
  return { ...same, ...(domain !== undefined && { domainName: domain }) };
}
