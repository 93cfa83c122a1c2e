const named: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  '"': '\\"',
};

/** A quoted string, as Go's `%q` writes it. */
export function quote(text: string): string {
  return `"${[...text].map(escaped).join("")}"`;
}

/** A list as Go's `%q` writes it: `["+1" "+2"]`. */
export function quoteAll(texts: readonly string[]): string {
  return `[${texts.map(quote).join(" ")}]`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (named[character]) return named[character];
  if (/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(character)) return character;
  if (code < 0x80) return `\\x${hex.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
