import type { PartialMessage } from "@bufbuild/protobuf";
import type { SIPDispatchRule } from "@livekit/protocol";
import { z } from "zod";
import { empty } from "../issues.js";

const pin = () =>
  z
    .string({ error: "must be text" })
    .regex(/^\d{0,16}$/, "must be at most 16 digits: callers type it on their keypad")
    .default("");
const roomPrefix = () => z.string({ error: "must be text" }).default("");

const directShape = {
  /** One room for every call. */
  type: z.literal("direct"),
  /** The room's name. */
  roomName: z.string({ error: "must be the name of a room" }).min(1, empty("write the name of the room")),
  /** The digits that a caller must enter, at most 16. If it is empty, LiveKit asks for none. @default "" */
  pin: pin(),
};
const individualShape = {
  /** One room per caller: `[prefix_]<caller>[_<random>]`. */
  type: z.literal("individual"),
  /** The beginning of the room's name. @default "" */
  roomPrefix: roomPrefix(),
  /** The digits that a caller must enter, at most 16. If it is empty, LiveKit asks for none. @default "" */
  pin: pin(),
  /** Leave out the random suffix of the room's name, so that a caller returns to the same room. @default false */
  noRandomness: z.boolean({ error: "must be true or false" }).default(false),
};
const calleeShape = {
  /** One room per dialed number: `[prefix_]<called>[_<random>]`. */
  type: z.literal("callee"),
  /** The beginning of the room's name. @default "" */
  roomPrefix: roomPrefix(),
  /** The digits that a caller must enter, at most 16. If it is empty, LiveKit asks for none. @default "" */
  pin: pin(),
  /** Add a random suffix, so that every call has its own room. @default false */
  randomize: z.boolean({ error: "must be true or false" }).default(false),
};

/** The fields of a rule that puts every call in one room. */
export interface DirectShape extends Readonly<typeof directShape> {}
/** The fields of a rule that gives each caller a room. */
export interface IndividualShape extends Readonly<typeof individualShape> {}
/** The fields of a rule that gives each dialed number a room. */
export interface CalleeShape extends Readonly<typeof calleeShape> {}

const direct: z.ZodObject<DirectShape, z.core.$strict> = z.strictObject(directShape);
const individual: z.ZodObject<IndividualShape, z.core.$strict> = z.strictObject(individualShape);
const callee: z.ZodObject<CalleeShape, z.core.$strict> = z.strictObject(calleeShape);

/**
 * The room that a call goes to.
 * @see https://docs.livekit.io/telephony/accepting-calls/dispatch-rule/
 */
export const ruleProp = z.discriminatedUnion("type", [direct, individual, callee], {
  error: 'needs a type: "direct", "individual" or "callee"',
});

/** See {@link ruleProp}. */
export type CallRule = z.output<typeof ruleProp>;

/** Converts the prop to the protocol's message. */
export function toRule({ type, ...value }: CallRule): PartialMessage<SIPDispatchRule> {
  if (type === "direct") return { rule: { case: "dispatchRuleDirect", value } };
  if (type === "individual") return { rule: { case: "dispatchRuleIndividual", value } };
  return { rule: { case: "dispatchRuleCallee", value } };
}

/** Converts the protocol's message to the prop; undefined for a kind of rule that this package does not know yet. */
export function fromRule(wire: SIPDispatchRule | undefined): CallRule | undefined {
  if (wire?.rule.case === "dispatchRuleDirect") {
    const { roomName, pin } = wire.rule.value;
    return { type: "direct", roomName, pin };
  }
  if (wire?.rule.case === "dispatchRuleIndividual") {
    const { roomPrefix, pin, noRandomness } = wire.rule.value;
    return { type: "individual", roomPrefix, pin, noRandomness };
  }
  if (wire?.rule.case === "dispatchRuleCallee") {
    const { roomPrefix, pin, randomize } = wire.rule.value;
    return { type: "callee", roomPrefix, pin, randomize };
  }
  return undefined;
}
