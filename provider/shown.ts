import { withoutUserInUrl } from "./user-in-url.js";

/**
 * What a person must not meet raw in a text that somebody else wrote: control characters, C1 and ANSI among them; what
 * turns a line around, hides, or has no width; halves of a character; what XML does not have.
 */
const UNSAFE =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\ufffe\uffff]|(?![\u0600-\u0605\u06dd\u070f\u08e2\u200c\u200d])\p{Cf}/u;

/** These join letters and emoji where they belong; beside ASCII they only hide. */
const JOINERS = /(?<![^\0-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\0-\x7f])/u;

const ALL = new RegExp(`${UNSAFE.source}|${JOINERS.source}`, "gu");

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Makes any text safe to show a person, in a terminal, a page, a comment or an error: nothing in it hides or steers,
 * and no URL shows a password. The raw value is for comparing, ids and state.
 *
 * @example
 * ```ts
 * shown("Sales\u001b[31m"); // 'Sales\\u001b[31m'
 * ```
 */
export function shown(text: string): string {
  return withoutUserInUrl(text).replace(ALL, (character) => SHORT[character] ?? codeOf(character));
}

/** A text of our own with names of others in it: its line breaks and tabs stay. */
export function shownLines(text: string): string {
  return withoutUserInUrl(text).replace(ALL, (character) => (/[\n\t]/.test(character) ? character : shown(character)));
}

/** JSON that a terminal may show: its values are raw, and what is unsafe stands as JSON's own escapes. */
export function shownJson(json: string): string {
  const escapes = (text: string) =>
    text.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return withoutUserInUrl(json).replace(ALL, (character) =>
    character === "\n" ? character : escapes(character).join(""),
  );
}

/** Whether a name shows as something that it is not; such a name is never matched by name. */
export function needsEscaping(name: string): boolean {
  return UNSAFE.test(name) || JOINERS.test(name);
}

function codeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
