import type { Verdict } from "../../simulate/verdict.js";
import type { WantedNumber } from "../../simulate/wanted.js";

/**
 * The state of a number. `routed`: its calls reach the stack's worker. `drifted`: they should, but some or all do not.
 * `unchecked`: not known. Numbers that are not in the stack are `elsewhere` (on another trunk) or `unassigned`.
 */
export const STATES = ["routed", "elsewhere", "unassigned", "drifted", "unchecked"] as const;

/** See {@link STATES}. */
export type NumberState = (typeof STATES)[number];

/** A number of the account or of the stack. */
export interface ListedNumber {
  readonly number: string;
  /** The agent that the config assigns. */
  readonly agent?: string;
  /** Its trunk. */
  readonly trunk?: { readonly sid: string; readonly name: string };
  readonly state: NumberState;
  /** The verdict on its calls; undefined for a number that is not in the stack. */
  readonly verdict?: Verdict;
}

/** What the config and the account say about the numbers. */
export interface NumberSources {
  readonly wanted: readonly WantedNumber[];
  readonly verdicts: readonly Verdict[];
  /** The stack's trunks, `TK…`. */
  readonly trunkSids: readonly string[];
  readonly owned: readonly { readonly phoneNumber: string; readonly trunkSid: string }[];
  /** Names of the account's trunks by `TK…`. */
  readonly trunkNames: ReadonlyMap<string, string>;
}

/** The numbers of the account and of the stack, sorted. */
export function numberStates({ wanted, verdicts, trunkSids, owned, trunkNames }: NumberSources): ListedNumber[] {
  const agents = new Map(wanted.map(({ number, agent }) => [number, agent]));
  const sids = new Map(owned.map(({ phoneNumber, trunkSid }) => [phoneNumber, trunkSid]));
  const numbers = [...new Set([...sids.keys(), ...agents.keys()])].sort((one, other) => one.localeCompare(other, "en"));
  return numbers.map((number): ListedNumber => {
    const agent = agents.get(number);
    const sid = sids.get(number) ?? "";
    const verdict = verdicts.find((one) => one.number === number);
    return {
      number,
      ...(agent !== undefined && { agent }),
      ...(sid !== "" && { trunk: { sid, name: trunkNames.get(sid) ?? "" } }),
      state: verdict ? STATE_OF[verdict.calls] : sid === "" ? "unassigned" : placeOf(sid, trunkSids),
      ...(verdict && { verdict }),
    };
  });
}

const STATE_OF: Readonly<Record<Verdict["calls"], NumberState>> = {
  "reaches the worker": "routed",
  "a share of its calls": "drifted",
  "not answered": "drifted",
  "not checked": "unchecked",
};

/** A number on the stack's trunk that is not in the stack was added by hand, or `up` has not removed it yet. */
function placeOf(sid: string, trunkSids: readonly string[]): NumberState {
  return trunkSids.includes(sid) ? "drifted" : "elsewhere";
}
