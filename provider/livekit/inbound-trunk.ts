import type { PartialMessage } from "@bufbuild/protobuf";
import { z } from "zod";
import { adoptProp } from "../adopt.js";
import { sipNumber } from "../values/e164.js";
import { named } from "../label.js";
import { ownerProp } from "../owner.js";
import { type Args, defineResource } from "../resource.js";
import type { Sent } from "../spec.js";
import { allowedAddress } from "./address.js";
import { authPasswordProp, authUsernameProp, bothOrNeither } from "./auth.js";
import { livekit } from "./client.js";
import { fromDuration, seconds, toDuration } from "./duration.js";
import {
  attributesToHeadersProp,
  headersProp,
  headersToAttributesProp,
  INCLUDE_HEADERS,
  includeHeadersProp,
} from "./headers.js";
import { besideOthers, numbersBeyond, numbersThatStay, stillUsed, withoutOthersNumbers } from "./trunk-numbers.js";
import { otherOwnerOf, stamp, unstamp } from "./marker.js";
import { fromMedia, mediaProp, toMedia } from "./media.js";
import { oneOf } from "./one-of.js";
import { type InboundTrunkInfo, ringingTimeoutStatusProp } from "./ringing-timeout-status.js";

const props = {
  /** Name shown in the LiveKit dashboard, and what `adopt: "by-name"` looks for. */
  name: z.string({ error: "must be text" }).min(1, "is empty; write the trunk's name"),
  /** Numbers this trunk answers, in E.164. Empty means any. @default [] */
  numbers: z.array(sipNumber(), { error: "must be a list of numbers" }).default([]),
  /** IP addresses and CIDR blocks that may send calls. Empty means any. @default [] */
  allowedAddresses: z.array(allowedAddress, { error: "must be a list of addresses" }).default([]),
  /** Callers that are answered, in E.164. Empty means any. @default [] */
  allowedNumbers: z.array(sipNumber(), { error: "must be a list of numbers" }).default([]),
  /** Digest username the caller must present. Twilio presents none. @default "" */
  authUsername: authUsernameProp,
  /** Digest password the caller must present. @default "" */
  authPassword: authPasswordProp,
  /** Digest realm; empty means LiveKit's own. @default "" */
  authRealm: z.string({ error: "must be text" }).default(""),
  /** Headers added to the 200 OK. @default {} */
  headers: headersProp,
  /** INVITE headers that become participant attributes, header → attribute. @default {} */
  headersToAttributes: headersToAttributesProp,
  /** Participant attributes that become headers of BYE and REFER, attribute → header. @default {} */
  attributesToHeaders: attributesToHeadersProp,
  /** Which INVITE headers become attributes `sip.h.<header>`: `none`, `x`, `all`. @default "none" */
  includeHeaders: includeHeadersProp,
  /** How long a call may ring before somebody answers, in seconds; 0 means the server's own. @default 0 */
  ringingTimeoutSeconds: seconds(86_400).default(0),
  /**
   * SIP status of a call that rings out, 400 to 699; 0 means the server's own, 486. Twilio tries the next origination
   * URL after 503, not after 486. Left out, the trunk keeps what it has. A LiveKit that is too old for it, such as
   * livekit-server before 1.13.11, drops it: see `keptRingingTimeoutStatus`.
   *
   * @example 503
   */
  ringingTimeoutStatus: ringingTimeoutStatusProp,
  /** How long a call may last, in seconds; 0 means the server's own. @default 0 */
  maxCallDurationSeconds: seconds(86_400).default(0),
  /** Noise cancellation for the caller's audio. @default false */
  krispEnabled: z.boolean({ error: "must be true or false" }).default(false),
  /** Codecs, encryption and silence timeout. @default {} */
  media: mediaProp,
  /** Text of your own kept with the trunk. @default "" */
  metadata: z.string({ error: "must be text" }).default(""),
  /** What to do about a trunk of this name that exists already: `by-name`, `never`, or an id. @default "never" */
  adopt: adoptProp("ST_"),
  /** Whose trunk this is. @default project/stack/resource */
  owner: ownerProp,
};

const attrs = {
  /** LiveKit's id, `ST_…`. Dispatch rules refer to it. */
  trunkId: z.string().meta({ isId: true }),
  /** The `ringingTimeoutStatus` that the server has; undefined if it has none or dropped it. */
  keptRingingTimeoutStatus: z.number().optional(),
};

/** The arguments of {@link InboundTrunk}. */
export interface InboundTrunkArgs extends Args<typeof props> {}

/**
 * Accepts calls from a SIP carrier into LiveKit.
 *
 * @example Answer one number
 * ```ts
 * new InboundTrunk("support", { name: "Support", numbers: ["+15105550100"] });
 * ```
 *
 * @see https://docs.livekit.io/telephony/accepting-calls/inbound-trunk/
 */
export class InboundTrunk extends defineResource({
  type: "livekit:InboundTrunk",
  cloud: livekit,
  label: named("inbound trunk", "name"),
  why: "it has this name",
  props,
  attrs,
  rules: [
    bothOrNeither,
    {
      over: ["numbers", "allowedAddresses", "authUsername"],
      problem: ({ numbers, allowedAddresses, authUsername }) =>
        numbers.length + allowedAddresses.length > 0 || authUsername !== ""
          ? undefined
          : {
              code: "open_trunk",
              message:
                "is empty, and so are allowedAddresses and authUsername: LiveKit refuses a trunk that answers everybody",
              remedy: "list the numbers it answers",
            },
    },
  ],
  listing: (sip) => sip.inboundTrunks,
  isOurs: (trunk, { owner }) => owner !== undefined && unstamp(trunk.metadata).owner === owner,
  isNamed: (trunk, { name }) => trunk.name === name,
  otherOwner: (trunk, { owner }) => otherOwnerOf(trunk.metadata, owner),
  hangsOn: async (_sip, trunk, { numbers }) => numbersBeyond(trunk.numbers, numbers),
  importFlag: "--inbound-trunk",
  withoutOthers: withoutOthersNumbers,
  newerFields: (sip, trunk) => sip.newer.pathsOn(trunk),
  create: (sip, desired) =>
    sip.send(
      "CreateSIPInboundTrunk",
      new sip.inbound.CreateSIPInboundTrunkRequest({ trunk: toWire(desired) }),
      sip.inbound.SIPInboundTrunkInfo,
    ),
  update: async (sip, sipTrunkId, desired, state) => {
    const current = await sip.inboundTrunks.find(sipTrunkId);
    // A status that the stack never set is somebody else's, and stays.
    const others = state.ringingTimeoutStatus === undefined ? current?.ringingTimeoutStatus : undefined;
    const numbers = besideOthers(desired.numbers, current, state);
    const value = toWire({ ...desired, numbers, ringingTimeoutStatus: desired.ringingTimeoutStatus ?? others });
    return sip.replace(
      "UpdateSIPInboundTrunk",
      new sip.inbound.UpdateSIPInboundTrunkRequest({ sipTrunkId, action: { case: "replace", value } }),
      sip.inbound.SIPInboundTrunkInfo,
      current,
    );
  },
  keeps: async (sip, id, state, run) => stillUsed(await sip.inboundTrunks.find(id), state, run),
  letGo: async (sip, sipTrunkId, state, run) => {
    const trunk = await sip.inboundTrunks.find(sipTrunkId);
    const numbers = await numbersThatStay(trunk, state, run);
    if (trunk === undefined || numbers === undefined) return;
    const value = Object.assign(trunk.clone(), { numbers });
    await sip.inboundTrunks.put(
      await sip.replace(
        "UpdateSIPInboundTrunk",
        new sip.inbound.UpdateSIPInboundTrunkRequest({ sipTrunkId, action: { case: "replace", value } }),
        sip.inbound.SIPInboundTrunkInfo,
        trunk,
      ),
    );
  },
  delete: (sip, sipTrunkId) =>
    sip.send("DeleteSIPTrunk", new sip.pb.DeleteSIPTrunkRequest({ sipTrunkId }), sip.pb.SIPTrunkInfo),
  fromWire: (trunk) => ({
    id: trunk.sipTrunkId,
    props: {
      name: trunk.name,
      numbers: trunk.numbers,
      allowedAddresses: trunk.allowedAddresses,
      allowedNumbers: trunk.allowedNumbers,
      authUsername: trunk.authUsername,
      authPassword: trunk.authPassword,
      authRealm: trunk.authRealm,
      headers: trunk.headers,
      headersToAttributes: trunk.headersToAttributes,
      attributesToHeaders: trunk.attributesToHeaders,
      includeHeaders: oneOf(INCLUDE_HEADERS, trunk.includeHeaders),
      ringingTimeoutSeconds: fromDuration(trunk.ringingTimeout),
      ringingTimeoutStatus: trunk.ringingTimeoutStatus,
      maxCallDurationSeconds: fromDuration(trunk.maxCallDuration),
      krispEnabled: trunk.krispEnabled,
      media: fromMedia(trunk.media),
      ...unstamp(trunk.metadata),
    },
    attrs: { trunkId: trunk.sipTrunkId, keptRingingTimeoutStatus: trunk.ringingTimeoutStatus || undefined },
  }),
}) {}

function toWire({
  includeHeaders,
  ringingTimeoutSeconds,
  ringingTimeoutStatus,
  maxCallDurationSeconds,
  media,
  metadata,
  owner,
  ...same
}: Sent<typeof props>): PartialMessage<InboundTrunkInfo> {
  return {
    ...same,
    includeHeaders: INCLUDE_HEADERS[includeHeaders],
    ringingTimeout: toDuration(ringingTimeoutSeconds),
    ...(ringingTimeoutStatus && { ringingTimeoutStatus }),
    maxCallDuration: toDuration(maxCallDurationSeconds),
    media: toMedia(media),
    metadata: stamp({ metadata, owner }),
  };
}
