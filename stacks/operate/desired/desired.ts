import type { StackConfig } from "@arkenos/stacks/config";
import type { Noun } from "../observe/observed.js";

/** What a stack wants, and the objects in its state, as plain data. */
export interface Desired {
  /** `project/stack`: the beginning of its ownership markers. */
  readonly stack: string;
  /** The stack's config. */
  readonly config: StackConfig;
  /** The Twilio account, `AC…`. */
  readonly accountSid: string;
  /** Names of the variables in `agentEnv`; their values are secrets. */
  readonly agentEnv: readonly string[];
  /** The stack's outputs; empty before the first `up`. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The objects in the stack's state; empty before the first `up`. */
  readonly held: readonly StateObject[];
  /** Whether the state has pending operations of a killed run. */
  readonly isInterrupted?: true;
  /** The account that holds this topology, if a provider of the program has another account than the stack. */
  readonly elsewhere?: string;
}

/** An object that the stack's state holds. */
export interface StateObject {
  /** The resource's name in the program: `telephony-inbound`, `telephony-+15105550100`. */
  readonly name: string;
  /** The kind of object, by its noun. */
  readonly noun: Noun;
  /** The name of the `SipTopology` that contains it; undefined if the program created it outside of one. */
  readonly topology?: string;
  /** The cloud's id, in the format of `Seen.id`. */
  readonly id: string;
  /** The account that holds it, if a provider of the program has another account than the stack. */
  readonly elsewhere?: string;
  /** Props and attributes after the last deployment or refresh, decrypted: never render them. */
  readonly state: Readonly<Record<string, unknown>>;
}

/**
 * The objects of a kind in the stack's state. The dispatch rule for all numbers comes before those for individual
 * numbers.
 */
export function stateObjectsOf({ held }: Pick<Desired, "held">, noun: Noun): readonly StateObject[] {
  const isNarrow = ({ state }: StateObject) =>
    noun === "DispatchRule" && Array.isArray(state.numbers) && state.numbers.length > 0;
  return held.filter((one) => one.noun === noun).toSorted((one, other) => +isNarrow(one) - +isNarrow(other));
}
