import { normalizeNumber } from "../phone-number.js";
import { quote, quoteAll } from "../quote.js";
import type { InboundTrunk } from "../store.js";
import { TwirpError } from "../twirp.js";

/** Trunks that answer one called number, by the caller they accept; `""` accepts any. */
type ByCaller = Map<string, InboundTrunk>;

/**
 * Refuses trunks that would answer the same call (`ValidateTrunksIter` of livekit/protocol). A trunk for any
 * number and one for a particular number never conflict, nor do one for any caller and one for particular callers.
 * @throws TwirpError
 */
export function checkTrunkConflicts(trunks: Iterable<InboundTrunk>): void {
  const byCalled = new Map<string, ByCaller>();
  for (const trunk of trunks) {
    for (const called of keys(trunk.numbers)) {
      const byCaller = byCalled.get(called) ?? new Map<string, InboundTrunk>();
      byCalled.set(called, byCaller);
      claim(byCaller, trunk);
    }
  }
}

function claim(byCaller: ByCaller, trunk: InboundTrunk): void {
  const callers = trunk.allowedNumbers.length === 0 ? [""] : trunk.allowedNumbers;
  for (const caller of callers) {
    const key = normalizeNumber(caller);
    const other = byCaller.get(key);
    if (other && other.sipTrunkId !== trunk.sipTrunkId) throw conflict(trunk, other, caller);
    byCaller.set(key, trunk);
  }
}

function conflict(trunk: InboundTrunk, other: InboundTrunk, caller: string): TwirpError {
  const [one, two] = [trunk, other].map(({ sipTrunkId }) => quote(sipTrunkId || "<new>"));
  const numbers = trunk.numbers.length === 0 ? "<any>" : quoteAll(trunk.numbers);
  const rest = trunk.allowedNumbers.length === 0 ? "without AllowedNumbers set" : `and AllowedNumber ${quote(caller)}`;
  return new TwirpError(
    "invalid_argument",
    `Conflicting inbound SIP Trunks: ${one} and ${two}, using the same number(s) ${numbers} ${rest}`,
  );
}

function keys(numbers: readonly string[]): Set<string> {
  return new Set(numbers.length === 0 ? [""] : numbers.map(normalizeNumber));
}
