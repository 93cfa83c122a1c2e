import type { StackConfig } from "@arkenos/stacks/config";
import type { Noun } from "../observe/observed.js";

/** What a stack wants, and what it knows of what it made: plain data. */
export interface Desired {
  /** `project/stack`: the beginning of the ownership markers. */
  readonly stack: string;
  readonly config: StackConfig;
  /** The Twilio account, `AC…`. */
  readonly accountSid: string;
  /** Names of the variables in `agentEnv`; their values are secrets. */
  readonly agentEnv: readonly string[];
  /** The stack's outputs; empty before the first `up`. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The objects in the stack's state; empty before the first `up`. */
  readonly held: readonly Held[];
}

/** An object that the stack's state holds. */
export interface Held {
  /** The resource's name in the program: `telephony-inbound`, `telephony-+15105550100`. */
  readonly name: string;
  readonly noun: Noun;
  /** The name of the `SipTopology` that it is part of; undefined if a program made it by itself. */
  readonly topology?: string;
  /** The cloud's id, as `Seen.id` has it. */
  readonly id: string;
  /** Props and attributes at the last converge or refresh, secrets in clear: never render it. */
  readonly state: Readonly<Record<string, unknown>>;
}

/** The held objects of a kind. */
export function heldOf(desired: Desired, noun: Noun): readonly Held[] {
  return desired.held.filter((held) => held.noun === noun);
}
