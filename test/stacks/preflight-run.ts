import { resources } from "@arkenos/provider";
import { type Session, twilio } from "@arkenos/provider/clouds";
import type { Op, Step } from "../../stacks/operate/engine/step.js";

export const ONE = "+15105550100";
export const TWO = "+15105550101";
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
type Noun = keyof typeof resources;

/** A step as a preview tells it, on an object of a topology. */
export function step(op: Op, noun: Noun, props: Record<string, unknown>, more: Partial<Step> = {}): Step {
  const name = `telephony-${noun}-${String(props.number ?? props.phoneNumber ?? props.name ?? "")}`;
  const type = `pulumi-nodejs:dynamic/${resources[noun].spec.type}`;
  return {
    ...{
      op,
      type,
      name,
      urn: `urn:pulumi:dev::acme::${type}::${name}`,
      parent: "urn:telephony",
      id: "",
      fields: [],
      outputs: {},
    },
    provider: "urn:pulumi:dev::acme::pulumi:providers:pulumi-nodejs::default::x",
    props: { adopt: "never", ...props },
    ...more,
  };
}
/** A number goes to a trunk. */
export const association = (number: string, more: object = {}, trunkSid = UNKNOWN) =>
  step("create", "NumberAssociation", { number, trunkSid, ...more });
/** LiveKit gets a trunk for numbers. */
export const inbound = (numbers: readonly string[], more: object = {}) =>
  step("create", "InboundTrunk", { name: "Ours", numbers, allowedNumbers: [], owner: "acme/dev/in", ...more });

/** A trunk that somebody has made at Twilio, with a number on it. */
export async function trunkWith(session: Session, number: string): Promise<string> {
  const account = await session.client(twilio);
  const { sid } = await account.trunking.trunks.create({ friendlyName: "Old PBX" });
  const owned = await account.numbers.first(({ phoneNumber }) => phoneNumber === number);
  await account.trunking.trunks(sid).phoneNumbers.create({ phoneNumberSid: owned?.sid ?? "" });
  return sid;
}
