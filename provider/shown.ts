import { withoutUserInUrl } from "./user-in-url.js";

/**
 * Characters in a text by others that must not be shown raw: control characters, including C1 and ANSI; characters that
 * reverse a line, hide text or have no width; lone surrogates; characters that XML does not allow.
 */
const UNSAFE =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\ufffe\uffff]|(?![\u0600-\u0605\u06dd\u070f\u08e2\u200c\u200d])\p{Cf}/u;

/** Characters that join letters and emoji. Next to ASCII they only hide text. */
const JOINERS = /(?<![^\0-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\0-\x7f])/u;

const ALL = new RegExp(`${UNSAFE.source}|${JOINERS.source}`, "gu");

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Makes any text safe to show in a terminal, a page, a comment or an error: nothing in it hides text or controls the
 * terminal, and no URL shows a password. Use the raw value for comparisons, ids and state.
 *
 * @example
 * ```ts
 * shown("Sales\u001b[31m"); // 'Sales\\u001b[31m'
 * ```
 */
export function shown(text: string): string {
  return withoutUserInUrl(text).replace(ALL, (character) => SHORT[character] ?? codeOf(character));
}

/** Like `shown`, for our own text that contains names by others: keeps line breaks and tabs. */
export function shownLines(text: string): string {
  return withoutUserInUrl(text).replace(ALL, (character) => (/[\n\t]/.test(character) ? character : shown(character)));
}

/** Like `shown`, for JSON: writes unsafe characters as JSON escapes. */
export function shownJson(json: string): string {
  const escapes = (text: string) =>
    text.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return withoutUserInUrl(json).replace(ALL, (character) =>
    character === "\n" ? character : escapes(character).join(""),
  );
}

/** Whether a name looks like something else when shown. Such a name is never matched by name. */
export function needsEscaping(name: string): boolean {
  return UNSAFE.test(name) || JOINERS.test(name);
}

function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
