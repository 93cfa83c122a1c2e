/** `+`, country code, number; 7 to 15 digits. */
export const E164 = /^\+[1-9]\d{6,14}$/;
/** Longest text that can be a number, with separators or as a URI. */
const LONGEST = 128;

/** Whether a text is a phone number in E.164. */
export function isE164(text: string): boolean {
  return E164.test(text);
}

/**
 * Converts a number received over SIP to E.164: `+1 (510) 555-0100`, `tel:+15105550100` and `sip:+15105550100@host` are
 * the same number. A number without `+` may be national, and its country is never guessed.
 *
 * @returns undefined if it is not an international number
 */
export function toE164(number: string): string | undefined {
  if (number.length > LONGEST) return undefined;
  const user = number
    .trim()
    .replace(/^(?:tel|sips?):/i, "")
    .replace(/[@;].*$/, "");
  // A zero in brackets is only dialed inside the country, which makes the number ambiguous.
  if (/\(0/.test(user)) return undefined;
  const digits = user.replace(/(?<=.)[ \-.()]/g, "");
  return E164.test(digits) ? digits : undefined;
}
