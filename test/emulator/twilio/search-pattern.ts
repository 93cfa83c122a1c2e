import { invalid } from "./errors.js";

const KEYPAD = ["abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"];

/**
 * The `Contains` pattern of a number: digits and letters of the keypad; `*` is one character and `%` any sequence, at
 * the ends only; a leading `+` and a trailing `$` anchor it. The code for an invalid one is our choice.
 */
export function searchPattern(contains: string): RegExp {
  if (contains.length < 2 || contains.length > 16) throw invalid("Contains", "must have 2 to 16 characters");
  const parts = /^(\+?)([*%]*)([0-9a-z]+)([*%]*)(\$?)$/i.exec(contains);
  if (!parts)
    throw invalid(
      "Contains",
      `${contains} has wildcards elsewhere than at its ends, or other characters than 0-9, a-z, *, %, + and $`,
    );
  const [, start = "", leading = "", digits = "", trailing = "", end = ""] = parts;
  const metas = [start + leading, trailing + end];
  if (metas.some((meta) => meta.length > 1)) throw invalid("Contains", "meta-characters cannot be adjacent");
  if (metas.join("") && digits.length < 2) throw invalid("Contains", "needs two characters that are no wildcards");
  const wildcard = (meta: string) => ({ "*": "\\d", "%": "\\d*" })[meta] ?? "";
  return new RegExp(
    `${start && "^\\+"}${wildcard(leading)}${digits.replace(/[a-z]/gi, keyOf)}${wildcard(trailing)}${end}`,
  );
}

function keyOf(letter: string): string {
  return String(KEYPAD.findIndex((key) => key.includes(letter.toLowerCase())) + 2);
}
