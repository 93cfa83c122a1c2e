import { z } from "zod";
import { adoptProp } from "../adopt.js";
import { e164 } from "../values/e164.js";
import { named } from "../label.js";
import { local } from "../local.js";
import { ownerProp } from "../owner.js";
import { leaving, list } from "../refusal.js";
import { type Args, defineResource } from "../resource.js";
import type { Props, Sent } from "../spec.js";
import { isCalledByUs, otherStacksCalling, stillCalledThrough } from "./calls-through.js";
import { twilio } from "./client.js";
import { foreignListsOn, foreignNumbersOn, foreignUrlsOn } from "./others-on-trunk.js";
import { recordingOf, recordingProp, withRecording } from "./recording.js";
import { domainSeries, isDerived, onFreeDomain, terminationDomain } from "./termination-domain.js";
import { friendlyName, httpMethod, webUrl, yesNo } from "./fields.js";

const props = {
  /** Name shown in the console, at most 64 characters, and what `adopt: "by-name"` looks for. */
  friendlyName: friendlyName(64),
  /**
   * Where calls to the telephone network go in, `<name>.pstn.twilio.com`. Left out, a stable one is
   * derived from the owner; see `terminationDomain`.
   */
  domainName: terminationDomain.optional(),
  /**
   * TwiML for calls that failed at every origination URL; empty means none. A call that a server refused with 486 or
   * another status that Twilio does not fail over on ends there. @default ""
   */
  disasterRecoveryUrl: webUrl().default(""),
  /** How Twilio asks for it: `GET` or `POST`. @default "POST" */
  disasterRecoveryMethod: httpMethod().default("POST"),
  /** Who may transfer calls by SIP REFER: `disable-all`, `sip-only`, `enable-all`. @default "disable-all" */
  transferMode: z
    .enum(["disable-all", "sip-only", "enable-all"], { error: 'must be "disable-all", "sip-only" or "enable-all"' })
    .default("disable-all"),
  /** The caller ID of a transferred call: `from-transferee` or `from-transferor`. @default "from-transferee" */
  transferCallerId: z
    .enum(["from-transferee", "from-transferor"], { error: 'must be "from-transferee" or "from-transferor"' })
    .default("from-transferee"),
  /** Refuse calls that are not encrypted: TLS and SRTP. @default false */
  secure: yesNo().default(false),
  /** Look up callers' names, billed per lookup, US and Canada. @default false */
  cnamLookupEnabled: yesNo().default(false),
  /** What is recorded, and whether silence is cut. @default { mode: "do-not-record", trim: "do-not-trim" } */
  recording: recordingProp,
  /** The SIP hosts this trunk delivers to. A trunk that delivers elsewhere is not adopted. Empty means anywhere. @default [] */
  deliversTo: local(
    z
      .array(z.string({ error: "must be a host, such as acme.sip.livekit.cloud" }), {
        error: "must be a list of hosts",
      })
      .default([]),
  ),
  /** The numbers that this stack puts on the trunk. A trunk that carries others is not adopted. @default [] */
  numbers: local(z.array(e164(), { error: "must be a list of numbers" }).default([])),
  /** Names or SIDs of the lists that this stack attaches to the trunk. A trunk that has others is not adopted by name or id. @default [] */
  lists: local(
    z
      .array(z.string({ error: "must be a list's name or SID" }), { error: "must be a list of names or SIDs" })
      .default([]),
  ),
  /** What to do about a trunk of this name that exists already: `by-name`, `never`, or an id. @default "never" */
  adopt: adoptProp("TK"),
  /** Whose trunk this is; the derived domain comes from it. @default project/stack/resource */
  owner: local(ownerProp),
};

const attrs = {
  /** Twilio's id, `TK…`. */
  trunkSid: z.string().meta({ isId: true }),
  /** The domain the trunk really has. LiveKit's outbound trunk dials it. */
  terminationDomain: z.string().meta({ follows: ["domainName"] }),
  /** What callers of the termination domain must show: `CREDENTIAL_LIST`, `IP_ACL`, both with a comma, or nothing. */
  authType: z.string(),
  /** Whether RTP is sent back to where it came from; the console alone can set it. */
  symmetricRtp: z.boolean(),
};

/** The arguments of {@link ElasticTrunk}. */
export interface ElasticTrunkArgs extends Args<typeof props> {}

/**
 * An Elastic SIP Trunk: calls of its numbers leave through origination URLs, calls to the telephone
 * network come in at its termination domain.
 *
 * Twilio blocks the domain of a deleted trunk for up to 30 days. A derived domain moves on to the
 * next of its series; with an explicit `domainName` the error says so.
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
  // A trunk keeps its domain when its stack is renamed. Our own outbound trunk calls through it then, under the new name.
  isOurs: async ({ domainName }, { domainName: explicit, owner }, { run }) =>
    owner !== undefined &&
    explicit === undefined &&
    (domainSeries(owner).includes(domainName) ||
      (isDerived(domainName ?? "") && (await isCalledByUs(domainName, owner, run)))),
  isNamed: (trunk, { friendlyName }) => trunk.friendlyName === friendlyName,
  existsCode: "21245",
  uniqueBy: "domainName",
  importFlag: "--trunk",
  isTwin: ({ domainName }, { domainName: explicit }) => explicit !== undefined && domainName === explicit,
  // A domain keeps the owner that it was derived for, so this holds for adoption alone.
  objection: async ({ sid, domainName }, { domainName: explicit, owner, adopt }, run) => {
    const isOurs = domainName === explicit || (owner !== undefined && domainSeries(owner).includes(domainName));
    if (isOurs || !isDerived(domainName ?? "") || (await isCalledByUs(domainName, owner, run))) return undefined;
    return {
      code: "belongs_to_other_stack",
      message: `it belongs to the stack that ${domainName} was derived for, this is ${owner ?? "no owner set"}`,
      remedy: `${leaving(sid, { adopt })}. To hand it over, run arkenos import --trunk ${sid} here, then pulumi state delete there`,
    };
  },
  hangsOn: async (account, trunk, wanted, run) => [
    // What only the journal knows of is not taken: the config lists it no more, and nobody would take it off.
    ...(await foreignNumbersOn(account, { trunkSid: trunk.sid }, (number) => wanted.numbers.includes(number))),
    ...(await foreignUrlsOn(account, trunk.sid, wanted)),
    ...(await otherStacksCalling(trunk.domainName ?? "", wanted.owner, run)),
    // Lists are attached after the trunk was created: on a trunk of our own making they say nothing.
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
  keeps: async (account, trunkSid, { lists = [], owner }, run) => {
    const numbers = await foreignNumbersOn(account, { trunkSid, owner }, (number) => run.stackNumbers.has(number));
    const reason =
      numbers.length > 0
        ? `it carries ${list(numbers)}, which this stack does not have`
        : // A stack whose own lists are on the trunk has deleted its way out before.
          lists.length > 0 && (await stillCalledThrough(account, { callsThrough: trunkSid, owner }, run));
    return reason ? `Twilio trunk ${trunkSid} is not deleted: ${reason}` : undefined;
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

function domainsOf({ domainName, owner }: Pick<Props<typeof props>, "domainName" | "owner">): string[] {
  if (domainName !== undefined) return [domainName];
  return owner === undefined ? [] : domainSeries(owner);
}

function toRequest({ recording: _, domainName: __, ...same }: Sent<typeof props>, domainName: string | undefined) {
  return { ...same, ...(domainName !== undefined && { domainName }) };
}
