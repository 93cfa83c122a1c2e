/**
 * Normalizes a number as LiveKit does to compare numbers of trunks: without spaces, hyphens and parentheses, with one
 * plus in front. Returns other text unchanged. The numbers of rules are compared as written.
 *
 * @see `NormalizeNumber` in livekit/protocol, livekit/sip.go
 */
export function normalizeNumber(number: string): string {
  return /^\+?[\d\- ()]+$/.test(number) ? `+${number.replace(/[^\d]/g, "")}` : number;
}
