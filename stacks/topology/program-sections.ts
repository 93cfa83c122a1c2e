import { DispatchRule, InboundTrunk } from "@arkenos/provider";
import { blockOf, contains } from "@arkenos/provider/values/cidr";
import { z } from "zod";
import { inboundSection, type InboundShape } from "./inbound-section.js";
import type { PropsOf } from "./props-of.js";
import { topologySchema, type TopologyShape } from "./topology-schema.js";
import { trunkSection, type TrunkShape } from "./trunk-section.js";
import { withDetail } from "@arkenos/provider/issues";

type Rule = PropsOf<typeof DispatchRule>;
type Trunk = PropsOf<typeof InboundTrunk>;
type RoomShape = ReturnType<Rule["roomConfig"]["unwrap"]>["shape"];

const { shape: rule } = DispatchRule.spec.props;
const { shape: trunk } = InboundTrunk.spec.props;

/** The fields of the room of a call. Its agents are the topology's. */
export interface CallRoomShape extends Omit<RoomShape, "agents"> {}

/** The fields of a program's `inbound` that the config does not have. */
interface OwnInboundShape {
  /** The room that a call goes to, and its PIN, in place of `roomPrefix`. @default a room for each caller */
  readonly rule: z.ZodOptional<Rule["rule"]>;
  /** How the room of a call is created: timeouts, egress, tags. @default LiveKit's own */
  readonly roomConfig: z.ZodOptional<z.ZodObject<CallRoomShape, z.core.$strict>>;
  /** Digest username that LiveKit asks for. Twilio sends none: use it only if a SIP server of yours forwards calls. @default none */
  readonly authUsername: z.ZodOptional<ReturnType<Trunk["authUsername"]["unwrap"]>>;
  /** Digest password that LiveKit asks for. @default none */
  readonly authPassword: z.ZodOptional<ReturnType<Trunk["authPassword"]["unwrap"]>>;
  /** Digest realm. @default LiveKit's own */
  readonly authRealm: z.ZodOptional<ReturnType<Trunk["authRealm"]["unwrap"]>>;
}

const ownInbound: OwnInboundShape = {
  rule: rule.rule.optional(),
  roomConfig: rule.roomConfig.unwrap().omit({ agents: true }).optional(),
  authUsername: trunk.authUsername.unwrap().optional(),
  authPassword: trunk.authPassword.unwrap().optional(),
  authRealm: trunk.authRealm.unwrap().optional(),
};

/** The fields that ask a caller's SIP server for a password. */
export const ofInboundAuth = { authUsername: true, authPassword: true, authRealm: true } as const;

type InboundFields = Readonly<InboundShape> & Readonly<OwnInboundShape>;

/** The fields of a program's `inbound`. */
export interface ProgramInboundShape extends InboundFields {}

const inbound: z.ZodObject<ProgramInboundShape, z.core.$strict> = inboundSection.extend(ownInbound);

/** Twilio takes no IPv6. */
const EVERY_IPV4 = "0.0.0.0/0";

/** The same text for the same block, however it is written. */
function blockText(written: string): string {
  const block = blockOf(written);
  return block ? `${block.address.toString()}/${block.bits}` : written;
}

const trunkShape = {
  /**
   * IPv4 addresses and CIDR blocks that may place outbound calls through the trunk. The topology creates an IP access
   * control list for them; Twilio then checks the address as well as the credential. @default [], any address
   */
  allowedAddresses: z
    .array(
      z.string({ error: "must be an address or a block, such as 203.0.113.0/24" }).refine(
        (written) => contains(EVERY_IPV4, written),
        withDetail({
          code: "not_an_ip_block",
          message: "is not an IPv4 address or block",
          remedy: "write one such as 203.0.113.8 or 203.0.113.0/24",
        }),
      ),
      { error: "must be a list of addresses" },
    )
    .refine(
      (all) => new Set(all.map(blockText)).size === all.length,
      withDetail({ code: "duplicate", message: "names an address twice", remedy: "keep one of the two" }),
    )
    .default([]),
};

type TrunkFields = Readonly<TrunkShape> & typeof trunkShape;

/** The fields of a program's `trunk`. */
export interface ProgramTrunkShape extends TrunkFields {}

const trunkOfProgram: z.ZodObject<ProgramTrunkShape, z.core.$strict> = trunkSection.extend(trunkShape);

const sections = {
  /** The trunk between Twilio and LiveKit. */
  trunk: trunkOfProgram.prefault({}),
  /** What LiveKit does with an inbound call. */
  inbound: inbound.prefault({}),
};

type ProgramFields = Omit<TopologyShape, keyof typeof sections> & Readonly<typeof sections>;

/** The fields of {@link programSchema}. */
export interface ProgramShape extends ProgramFields {}

/** The arguments of a topology in a program: those of the config, and what takes objects of the two clouds as they are. */
export const programSchema: z.ZodObject<ProgramShape, z.core.$strict> = topologySchema.extend(sections);
