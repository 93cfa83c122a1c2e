/**
 * A number in the form that trunks are compared in: without blanks, hyphens and brackets, and with a plus.
 * What does not look like a number stays as it is (`NormalizeNumber` of livekit/protocol).
 */
export function normalizeNumber(number: string): string {
  if (!/^\+?[\d\- ()]+$/.test(number)) return number;
  const digits = number.replace(/[ \-()]/g, "");
  return digits.startsWith("+") ? digits : `+${digits}`;
}
