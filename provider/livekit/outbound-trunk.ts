import type { PartialMessage } from "@bufbuild/protobuf";
import type { SIPOutboundTrunkInfo, SIPTransport } from "@livekit/protocol";
import { z } from "zod";
import { adoptProp } from "../adopt.js";
import { sipNumber } from "../values/e164.js";
import { named } from "../label.js";
import { ownerProp } from "../owner.js";
import { type Args, defineResource } from "../resource.js";
import type { Sent } from "../spec.js";
import { hostAddress } from "./address.js";
import { authPasswordProp, authUsernameProp, bothOrNeither } from "./auth.js";
import { type LiveKit, livekit } from "./client.js";
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
import { empty, withDetail } from "../issues.js";

const TRANSPORT = { auto: 0, udp: 1, tcp: 2, tls: 3 } as const satisfies Record<string, SIPTransport>;

const props = {
  /** Name shown in the LiveKit dashboard, which `adopt: "by-name"` matches. */
  name: z.string({ error: "must be text" }).min(1, empty("write the trunk's name")),
  /** The carrier's `host` or `host:port`. For Twilio, the trunk's termination domain. */
  address: hostAddress("host or host:port"),
  /** The country from which calls leave, ISO 3166-1 alpha-2. Empty lets LiveKit choose. @default "" */
  destinationCountry: z
    .string({ error: "must be a country, such as US" })
    .regex(
      /^([A-Z]{2})?$/,
      withDetail(({ input }) => ({
        code: "not_a_country",
        message: `"${input}" is not a country in ISO 3166-1 alpha-2`,
        remedy: "write two capital letters, such as US",
      })),
    )
    .default(""),
  /** Transport of the SIP signaling: `auto`, `udp`, `tcp`, `tls`. @default "auto" */
  transport: z.enum(["auto", "udp", "tcp", "tls"], { error: 'must be "auto", "udp", "tcp" or "tls"' }).default("auto"),
  /** Caller numbers, in E.164. LiveKit picks one at random if a call does not name one. */
  numbers: z
    .array(sipNumber(), { error: "must be a list of numbers" })
    .min(1, empty("list the numbers that calls come from")),
  /** Digest username for the carrier. For Twilio, a credential's username. @default "" */
  authUsername: authUsernameProp,
  /** Digest password for the carrier. @default "" */
  authPassword: authPasswordProp,
  /** Headers added to the INVITE. @default {} */
  headers: headersProp,
  /** Headers of the 200 OK that become participant attributes, header → attribute. @default {} */
  headersToAttributes: headersToAttributesProp,
  /** Participant attributes that become headers, attribute → header. @default {} */
  attributesToHeaders: attributesToHeadersProp,
  /** The headers that become attributes `sip.h.<header>`: `none`, `x`, `all`. @default "none" */
  includeHeaders: includeHeadersProp,
  /** Host of the From header. Empty means the project's default. @default "" */
  fromHost: z
    .union([z.literal(""), hostAddress("a host")], { error: "must be a host name without scheme or transport" })
    .default(""),
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
  /** LiveKit's id, `ST_…`, for `createSipParticipant`. */
  trunkId: z.string().meta({ isId: true }),
};

const write = (
  sip: LiveKit,
  sipTrunkId: string,
  value: PartialMessage<SIPOutboundTrunkInfo>,
  current: SIPOutboundTrunkInfo | undefined,
): Promise<SIPOutboundTrunkInfo> =>
  sip.replace(
    "UpdateSIPOutboundTrunk",
    new sip.pb.UpdateSIPOutboundTrunkRequest({ sipTrunkId, action: { case: "replace", value } }),
    sip.pb.SIPOutboundTrunkInfo,
    current,
  );

const ownership = trunkOwnership({ trunks: (sip) => sip.outboundTrunks, write });

/** The arguments of {@link OutboundTrunk}. */
export interface OutboundTrunkArgs extends Args<typeof props> {}

/**
 * Sends calls from LiveKit to a SIP carrier.
 *
 * @example Call through Twilio
 * ```ts
 * new OutboundTrunk("out", {
 *   name: "Out", address: trunk.terminationDomain, numbers: ["+15105550100"],
 *   authUsername: credential.authUsername, authPassword: credential.authPassword,
 * });
 * ```
 *
 * @see https://docs.livekit.io/telephony/making-calls/outbound-trunk/
 */
export class OutboundTrunk extends defineResource({
  type: "livekit:OutboundTrunk",
  cloud: livekit,
  label: named("outbound trunk", "name"),
  why: "it has this name",
  links: { address: { noun: "ElasticTrunk", output: "terminationDomain" } },
  props,
  attrs,
  rules: [bothOrNeither],
  ...ownership,
  importFlag: "--outbound-trunk",
  adoptKey: () => "outboundTrunk",
  create: (sip, desired) =>
    sip.send(
      "CreateSIPOutboundTrunk",
      new sip.pb.CreateSIPOutboundTrunkRequest({ trunk: toWire(desired) }),
      sip.pb.SIPOutboundTrunkInfo,
    ),
  update: async (sip, sipTrunkId, desired, state) => {
    const current = await sip.outboundTrunks.find(sipTrunkId);
    const value = toWire({ ...desired, numbers: mergedNumbers(desired.numbers, current, state) });
    return write(sip, sipTrunkId, value, current);
  },
  fromWire: (trunk) => ({
    id: trunk.sipTrunkId,
    props: {
      name: trunk.name,
      address: trunk.address,
      destinationCountry: trunk.destinationCountry,
      transport: oneOf(TRANSPORT, trunk.transport),
      numbers: trunk.numbers,
      authUsername: trunk.authUsername,
      authPassword: trunk.authPassword,
      headers: trunk.headers,
      headersToAttributes: trunk.headersToAttributes,
      attributesToHeaders: trunk.attributesToHeaders,
      includeHeaders: oneOf(INCLUDE_HEADERS, trunk.includeHeaders),
      fromHost: trunk.fromHost,
      media: fromMedia(trunk.media, trunk.mediaEncryption),
      ...unstamp(trunk.metadata),
    },
    attrs: { trunkId: trunk.sipTrunkId },
  }),
}) {}

function toWire({
  transport,
  includeHeaders,
  media,
  metadata,
  owner,
  ...same
}: Sent<typeof props>): PartialMessage<SIPOutboundTrunkInfo> {
  return {
    ...same,
    transport: TRANSPORT[transport],
    includeHeaders: INCLUDE_HEADERS[includeHeaders],
    media: toMedia(media),
    metadata: stamp({ metadata, owner }),
  };
}
