/**
 * A number in the form in which LiveKit compares those of trunks: no blanks, hyphens and brackets, one plus in
 * front. Other text is returned unchanged. The numbers of rules are compared as written.
 *
 * @see `NormalizeNumber` in livekit/protocol, livekit/sip.go
 */
export function normalizeNumber(number: string): string {
  return /^\+?[\d\- ()]+$/.test(number) ? `+${number.replace(/[^\d]/g, "")}` : number;
}
