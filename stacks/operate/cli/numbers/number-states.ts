import type { Verdict } from "../../simulate/verdict.js";
import type { WantedNumber } from "../../simulate/wanted.js";

/**
 * A number's place: `routed` its calls reach the stack's worker, `drifted` they should and do not, or only a share of
 * them, `unchecked` that is not known; of a number that the stack does not want, `elsewhere` or `unassigned`.
 */
export const STATES = ["routed", "elsewhere", "unassigned", "drifted", "unchecked"] as const;

/** See {@link STATES}. */
export type NumberState = (typeof STATES)[number];

/** A number of the account or of the stack. */
export interface ListedNumber {
  readonly number: string;
  /** Who answers it by the config. */
  readonly agent?: string;
  /** The trunk that it is on. */
  readonly trunk?: { readonly sid: string; readonly name: string };
  readonly state: NumberState;
  /** What becomes of its calls; undefined of a number that the stack does not want. */
  readonly verdict?: Verdict;
}

/** What is known of the numbers on all sides. */
export interface NumbersSeen {
  readonly wanted: readonly WantedNumber[];
  readonly verdicts: readonly Verdict[];
  /** The stack's trunks, `TK…`. */
  readonly trunkSids: readonly string[];
  readonly owned: readonly { readonly phoneNumber: string; readonly trunkSid: string }[];
  /** Names of the account's trunks by `TK…`. */
  readonly trunkNames: ReadonlyMap<string, string>;
}

/** The account's numbers, and those that the stack wants and the account does not own, in order. */
export function numberStates({ wanted, verdicts, trunkSids, owned, trunkNames }: NumbersSeen): ListedNumber[] {
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

/** A number on the stack's trunk that the stack does not want got there by hand, or has yet to leave. */
function placeOf(sid: string, trunkSids: readonly string[]): NumberState {
  return trunkSids.includes(sid) ? "drifted" : "elsewhere";
}
