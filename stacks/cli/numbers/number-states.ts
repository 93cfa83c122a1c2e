import type { StackConfig } from "../../config.js";

/** Whether a number's calls reach the stack's agent. */
export type NumberState = "routed" | "elsewhere" | "unassigned" | "drifted";

/** A number of the account or of the config. */
export interface ListedNumber {
  readonly number: string;
  /** Who answers it by the config. */
  readonly agent?: string;
  /** The trunk that it is on. */
  readonly trunk?: { readonly sid: string; readonly name: string };
  readonly state: NumberState;
  /** What is not as the config says, and what to do. */
  readonly note?: string;
}

/** What is known of the numbers on all sides. */
export interface NumbersSeen {
  readonly config: Pick<StackConfig, "numbers">;
  /** Twilio's trunk of the stack, `TK…`; undefined before the first `up`. */
  readonly elasticTrunkSid: string | undefined;
  readonly owned: readonly { readonly phoneNumber: string; readonly trunkSid: string }[];
  /** Names of the account's trunks by `TK…`. */
  readonly trunkNames: ReadonlyMap<string, string>;
  /** What LiveKit's inbound trunk of the stack answers; undefined where LiveKit could not be asked. */
  readonly answered?: ReadonlySet<string>;
}

/** The account's numbers, and those of the config that it does not own, in order. */
export function numberStates(seen: NumbersSeen): ListedNumber[] {
  const { config, owned } = seen;
  const missing = Object.keys(config.numbers).filter((number) => !owned.some((other) => other.phoneNumber === number));
  return [
    ...owned.map((number) => stateOf(number, seen)),
    ...missing.map((number) => stateOfMissing(number, seen)),
  ].sort((one, other) => one.number.localeCompare(other.number, "en"));
}

function stateOf({ phoneNumber, trunkSid }: NumbersSeen["owned"][number], seen: NumbersSeen): ListedNumber {
  const { config, elasticTrunkSid, trunkNames, answered } = seen;
  const agent = config.numbers[phoneNumber]?.agent;
  const isOurs = trunkSid !== "" && trunkSid === elasticTrunkSid;
  const listed = {
    number: phoneNumber,
    ...(agent !== undefined && { agent }),
    ...(trunkSid !== "" && { trunk: { sid: trunkSid, name: trunkNames.get(trunkSid) ?? "" } }),
  };
  if (agent === undefined && isOurs)
    return {
      ...listed,
      state: "drifted",
      note: "on the stack's trunk, but not in its config: assign it, or arkenos up",
    };
  if (agent === undefined) return { ...listed, state: trunkSid === "" ? "unassigned" : "elsewhere" };
  if (!isOurs)
    return { ...listed, state: "drifted", note: `${trunkSid === "" ? "on no trunk" : "on another trunk"}: arkenos up` };
  if (answered?.has(phoneNumber) === false)
    return {
      ...listed,
      state: "drifted",
      note: "LiveKit's inbound trunk does not answer it: arkenos refresh, then up",
    };
  return { ...listed, state: "routed" };
}

function stateOfMissing(number: string, { config }: NumbersSeen): ListedNumber {
  const { agent = "", purchase = false } = config.numbers[number] ?? {};
  const note = purchase ? "not bought yet: arkenos provision" : "not in the account: buy it, or release it";
  return { number, agent, state: "drifted", note };
}
