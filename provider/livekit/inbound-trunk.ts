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
import { type LiveKit, livekit } from "./client.js";
import { CONFLICT_KEYS } from "./conflict.js";
import { fromDuration, seconds, toDuration } from "./duration.js";
import {
  attributesToHeadersProp,
  headersProp,
  headersToAttributesProp,
  INCLUDE_HEADERS,
  includeHeadersProp,
} from "./headers.js";
import { mergedNumbers } from "./trunk-numbers.js";
import { trunkOwnership } from "./trunk-ownership.js";
import { stamp, unstamp } from "./marker.js";
import { fromMedia, mediaProp, toMedia } from "./media.js";
import { oneOf } from "./one-of.js";
import { type InboundTrunkInfo, ringingTimeoutStatusProp } from "./ringing-timeout-status.js";
import { empty } from "../issues.js";

const props = {
  /** Name shown in the LiveKit dashboard, which `adopt: "by-name"` matches. */
  name: z.string({ error: "must be text" }).min(1, empty("write the trunk's name")),
  /** Numbers that this trunk answers, in E.164. Empty means any. @default [] */
  numbers: z.array(sipNumber(), { error: "must be a list of numbers" }).default([]),
  /** IP addresses and CIDR blocks that may send calls. Empty means any. @default [] */
  allowedAddresses: z.array(allowedAddress, { error: "must be a list of addresses" }).default([]),
  /** Caller numbers that this trunk accepts, in E.164. Empty means any. @default [] */
  allowedNumbers: z.array(sipNumber(), { error: "must be a list of numbers" }).default([]),
  /** Digest username that the caller must present. Twilio does not present one. @default "" */
  authUsername: authUsernameProp,
  /** Digest password that the caller must present. @default "" */
  authPassword: authPasswordProp,
  /** Digest realm. Empty means LiveKit's default. @default "" */
  authRealm: z.string({ error: "must be text" }).default(""),
  /** Headers added to the 200 OK. @default {} */
  headers: headersProp,
  /** INVITE headers that become participant attributes, header → attribute. @default {} */
  headersToAttributes: headersToAttributesProp,
  /** Participant attributes that become headers of BYE and REFER requests, attribute → header. @default {} */
  attributesToHeaders: attributesToHeadersProp,
  /** The INVITE headers that become attributes `sip.h.<header>`: `none`, `x`, `all`. @default "none" */
  includeHeaders: includeHeadersProp,
  /** How long a call may ring before it is answered, in seconds. 0 means the server's default. @default 0 */
  ringingTimeoutSeconds: seconds(86_400).default(0),
  /**
   * The SIP status for a call that is not answered in time, 400 to 699. 0 means the server's default, 486. After 503,
   * Twilio tries the next origination URL; after 486, it does not. If omitted, the trunk keeps its current value. A
   * LiveKit server that does not know the field, such as livekit-server before 1.13.11, ignores it: see
   * `keptRingingTimeoutStatus`.
   *
   * @example 503
   */
  ringingTimeoutStatus: ringingTimeoutStatusProp,
  /** How long a call may last, in seconds. 0 means the server's default. @default 0 */
  maxCallDurationSeconds: seconds(86_400).default(0),
  /** Noise cancellation for the caller's audio. @default false */
  krispEnabled: z.boolean({ error: "must be true or false" }).default(false),
  /** Codecs, encryption and media timeout. @default {} */
  media: mediaProp,
  /** Your text, stored with the trunk. @default "" */
  metadata: z.string({ error: "must be text" }).default(""),
  /**
   * What to do about an existing trunk with this name: adopt it (`by-name`), `never` adopt it, or adopt the trunk with
   * this id. @default "never"
   */
  adopt: adoptProp("ST_"),
  /** The resource that owns the object. @default project/stack/resource */
  owner: ownerProp,
};

const attrs = {
  /** LiveKit's id, `ST_…`, which dispatch rules refer to. */
  trunkId: z.string().meta({ isId: true }),
  /** The server's `ringingTimeoutStatus`; undefined if it has none or ignored it. */
  keptRingingTimeoutStatus: z.number().optional(),
};

const write = (
  sip: LiveKit,
  sipTrunkId: string,
  value: PartialMessage<InboundTrunkInfo>,
  current: InboundTrunkInfo | undefined,
): Promise<InboundTrunkInfo> =>
  sip.replace(
    "UpdateSIPInboundTrunk",
    new sip.inbound.UpdateSIPInboundTrunkRequest({ sipTrunkId, action: { case: "replace", value } }),
    sip.inbound.SIPInboundTrunkInfo,
    current,
  );

const ownership = trunkOwnership({ trunks: (sip) => sip.inboundTrunks, write });

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
                "is empty, and so are allowedAddresses and authUsername: LiveKit refuses a trunk that accepts every call",
              remedy: "list the numbers that it answers",
            },
    },
  ],
  ...ownership,
  importFlag: "--inbound-trunk",
  adoptKey: CONFLICT_KEYS.InboundTrunk,
  create: (sip, desired) =>
    sip.send(
      "CreateSIPInboundTrunk",
      new sip.inbound.CreateSIPInboundTrunkRequest({ trunk: toWire(desired) }),
      sip.inbound.SIPInboundTrunkInfo,
    ),
  update: async (sip, sipTrunkId, desired, state) => {
    const current = await sip.inboundTrunks.find(sipTrunkId);
    // The stack never set this status, so it keeps the one that others have set.
    const others = state.ringingTimeoutStatus === undefined ? current?.ringingTimeoutStatus : undefined;
    const numbers = mergedNumbers(desired.numbers, current, state);
    const value = toWire({ ...desired, numbers, ringingTimeoutStatus: desired.ringingTimeoutStatus ?? others });
    return write(sip, sipTrunkId, value, current);
  },
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
      media: fromMedia(trunk.media, trunk.mediaEncryption),
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
