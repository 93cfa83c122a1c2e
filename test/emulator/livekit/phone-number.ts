/**
 * A number in the form in which trunks are compared: without spaces, hyphens and parentheses, and with a plus. Anything
 * else stays unchanged (`NormalizeNumber` of livekit/protocol).
 */
export function normalizeNumber(number: string): string {
  if (!/^\+?[\d\- ()]+$/.test(number)) return number;
  const digits = number.replace(/[ \-()]/g, "");
  return digits.startsWith("+") ? digits : `+${digits}`;
}
