import type { Seen } from "../observe/observed.js";
import { normalizeNumber } from "@arkenos/provider/values/normalize-number";

/** Two inbound trunks that answer the same call. */
export interface TrunkConflict {
  /** The number, in LiveKit's form; empty if both answer any. */
  readonly number: string;
  readonly one: Seen<"InboundTrunk">;
  readonly other: Seen<"InboundTrunk">;
}

/**
 * Finds pairs of trunks that answer the same number for the same callers. A trunk for any number never conflicts with
 * one for specific numbers, nor does one for any caller with one for specific callers.
 *
 * @see `ValidateTrunksIter` in livekit/protocol, sip/sip.go
 */
export function trunkConflicts(trunks: readonly Seen<"InboundTrunk">[]): TrunkConflict[] {
  const claimed = new Map<string, Seen<"InboundTrunk">>();
  const found = new Map<string, TrunkConflict>();
  for (const trunk of trunks) {
    for (const number of keys(trunk.props.numbers)) {
      for (const caller of keys(trunk.props.allowedNumbers)) {
        const claim = JSON.stringify([number, caller]);
        const other = claimed.get(claim);
        if (!other) claimed.set(claim, trunk);
        else if (other.id !== trunk.id)
          found.set(`${number} ${other.id} ${trunk.id}`, { number, one: other, other: trunk });
      }
    }
  }
  return [...found.values()];
}

function keys(numbers: readonly string[] = []): Set<string> {
  return new Set(numbers.length === 0 ? [""] : numbers.map(normalizeNumber));
}
