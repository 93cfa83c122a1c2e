/** Digits that tell two calls apart, and nobody's number. */
const SHOWN = 2;

/**
 * A caller's number as it may stand in a log.
 *
 * @example
 * shownNumber("+15105550100", true); // "…00"
 */
export function shownNumber(number: string | undefined, redact: boolean): string {
  if (!number) return "(no number)";
  return redact ? `…${number.slice(-SHOWN)}` : number;
}
