/** A user and a password before a host: `https://user:password@host`, `sip:user:password@host`. */
const USER = /(\/\/|\bsips?:)[^\s/@:"'<>]{0,256}:[^\s/@"'<>]{0,256}@/gi;

/**
 * Hides the user and password in the URLs of a text. Objects that people created manually may contain them.
 *
 * @example
 * ```ts
 * withoutUserInUrl("sip:pbx:s3cret@192.0.2.1"); // "sip:[secret]@192.0.2.1"
 * ```
 */
export function withoutUserInUrl(text: string): string {
  return text.replace(USER, "$1[secret]@");
}
