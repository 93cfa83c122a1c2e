/** Number of digits that stay visible: enough to distinguish two calls. */
const SHOWN = 2;

/**
 * A caller's number for the log.
 *
 * @example
 * ```ts
 * shownNumber("+15105550100", true); // "…00"
 * ```
 */
export function shownNumber(number: string | undefined, redact: boolean): string {
  if (!number) return "(no number)";
  return redact ? `…${number.slice(-SHOWN)}` : number;
}
