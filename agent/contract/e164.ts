/** `+`, country code, number; 7 to 15 digits. */
export const E164 = /^\+[1-9]\d{6,14}$/;
/** The longest that a number can be with its separators, as a URI. Longer text is not worth a look. */
const LONGEST = 128;

/** Whether a text is a phone number in E.164. */
export function isE164(text: string): boolean {
  return E164.test(text);
}

/**
 * A number as SIP carries it, in E.164: `+1 (510) 555-0100`, `tel:+15105550100` and
 * `sip:+15105550100@host` are the same one. Without its `+` a number may be national, and it is
 * never guessed of which nation.
 *
 * @returns undefined for what is not an international number
 */
export function toE164(number: string): string | undefined {
  if (number.length > LONGEST) return undefined;
  const user = number
    .trim()
    .replace(/^(?:tel|sips?):/i, "")
    .replace(/[@;].*$/, "");
  // A zero in brackets is dialled inside the country only, so the digits around it are two numbers.
  if (/\(0/.test(user)) return undefined;
  const digits = user.replace(/(?<=.)[ \-.()]/g, "");
  return E164.test(digits) ? digits : undefined;
}
