import { isSecretName } from "./contract/secret.js";

/** Replaces each secret. */
const HIDDEN = "[secret]";
/** Values shorter than this are not secrets, and hiding them would garble ordinary words. */
const SHORTEST = 6;
/** Ordinary words that can follow "basic" or "bearer" in a sentence. */
const PLAIN = /^(auth\w*|credentials?|tokens?|realm|scheme|header|access|error|is|was|or|and|not|required?|plan)\b/i;
const SCHEME = /\b(basic|bearer)(\s+|%20|\+)("?(?:[\w+/.~%=-]|\\[u/]){4,})/gi;
const JWT = /\beyJ[\w+/=-]{4,}(\.[\w-]*){0,4}/g;
/** An escaped character in a URL, JSON or HTML. Bytes above 7F are parts of one. */
const ESCAPE =
  /((?:(?:%|\\x)[89a-f][\da-f])+|(?:%|\\x)[0-7][\da-f])|\\u([\da-f]{4})|&#x([\da-f]+);|&#(\d+);|\\(["'/\\bfnrt])|&(amp|lt|gt|quot|apos);/gi;
const NAMED: Readonly<Record<string, string>> = {
  ...{ b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" },
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" },
};
/** Digits that may be base64, base64url or hexadecimal. */
const RUN = /[\w+/-]{8,}={0,2}/g;
/** How many times a secret may be escaped, and how many times encoded as digits. */
const DEEPEST = 4;
const USER_IN_URL = /(\/\/|\bsips?:)[^\s/@:"'<>]{0,256}:[^\s/@"'<>]{0,256}@/gi;

/** The values of the environment variables whose names mark them as secret. */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env).flatMap(([name, value]) => (value !== undefined && isSecretName(name) ? [value] : []));
}

/**
 * Removes secrets from a text. Finds each secret in plain text, escaped for URLs, JSON or HTML, in hexadecimal and in
 * base64, also inside a longer string, and in several of these at once.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return hidden(text, finderOf(secrets));
}

/** Removes secrets, and anything else that looks like a credential, from an error message of another service. */
export function withoutCredentials(text: string, secrets: readonly string[]): string {
  return hidden(text, finderOf(secrets, JWT))
    .replace(SCHEME, (all, scheme: string, _gap, value: string) => (PLAIN.test(value) ? all : `${scheme} ${HIDDEN}`))
    .replace(USER_IN_URL, `$1${HIDDEN}@`);
}

type Range = readonly [from: number, to: number];
/** Finds what to hide in a plain text. */
type Find = (plain: string) => readonly Range[];

/** Hides what `find` finds in a text, in any encoding. */
function hidden(text: string, find: Find): string {
  let shown = "";
  let end = 0;
  for (const [from, to] of found(text, find).sort(([one], [other]) => one - other)) {
    if (from >= end) shown += text.slice(end, from) + HIDDEN;
    end = Math.max(end, to);
  }
  return shown + text.slice(end);
}

function found(text: string, find: Find, nested = 0): Range[] {
  const holding = (runs: readonly RegExpExecArray[]): readonly RegExpExecArray[] => {
    const digits = runs.map(([run]) => run.replace(/=+$/, ""));
    if (!contentsOf(digits).some((content) => found(content, find, nested + 1).length > 0)) return [];
    const half = runs.length >> 1;
    return half === 0 ? runs : [...holding(runs.slice(0, half)), ...holding(runs.slice(half))];
  };
  return levelsOf(text).flatMap(({ plain, at }) => {
    const runs = nested < DEEPEST ? [...plain.matchAll(RUN)] : [];
    return [...find(plain), ...holding(runs).map(rangeOf)].map(([from, to]): Range => [at(from), at(to)]);
  });
}

/** Finds these secrets, and what matches the pattern. */
function finderOf(secrets: readonly string[], pattern?: RegExp): Find {
  // A form writes a space as +.
  const spaced = (text: string) => text.replaceAll("+", " ");
  // A secret may contain what looks like an escape.
  const forms = new Set(secrets.flatMap((secret) => levelsOf(secret).map(({ plain }) => spaced(plain))));
  const known = [...forms].filter((form) => form.length >= SHORTEST);
  return (plain) => {
    const text = spaced(plain);
    const others = pattern ? Array.from(plain.matchAll(pattern), rangeOf) : [];
    return [...known.flatMap((form) => placesOf(form, text)), ...others];
  };
}

/** A text, then what it means if it is escaped once, twice and so on, with the place of each character in the text. */
function levelsOf(text: string): { plain: string; at: (index: number) => number }[] {
  const levels = [{ plain: text, at: (index: number) => index }];
  // The loop continues with what it adds.
  for (const { plain, at } of levels) {
    if (levels.length > DEEPEST || plain.search(ESCAPE) === -1) break;
    let meaning = "";
    let end = 0;
    const places: number[] = [];
    const advance = (to: number) => {
      meaning += plain.slice(end, to);
      while (end < to) places.push(end++);
    };
    for (const match of plain.matchAll(ESCAPE)) {
      advance(match.index);
      meaning += meaningOf(match);
      while (places.length < meaning.length) places.push(match.index);
      end += match[0].length;
    }
    advance(plain.length);
    levels.push({ plain: meaning, at: (index) => at(places[index] ?? plain.length) });
  }
  return levels;
}

function meaningOf([escape, bytes, unit, hex, decimal, json, html]: RegExpExecArray): string {
  if (bytes !== undefined) return Buffer.from(bytes.replace(/%|\\x/gi, ""), "hex").toString();
  const name = json ?? html;
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? name;
  const code = decimal === undefined ? parseInt(unit ?? hex ?? "", 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
}

/** What runs of digits may encode, all at once, which is fast. Other characters may precede the digits of a secret. */
function contentsOf(runs: readonly string[]): string[] {
  const inHex = runs.flatMap((run) => run.match(/[\da-f]{12,}/gi) ?? []);
  return [
    ...[0, 1, 2, 3].map((skipped) => decoded(runs, skipped, "base64", "AAAA")),
    ...[0, 1].map((skipped) => decoded(inHex, skipped, "hex", "00")),
  ].filter(Boolean);
}

/** The contents of runs, each followed by at least one zero. */
function decoded(runs: readonly string[], skipped: number, encoding: "base64" | "hex", zero: string): string {
  const whole = runs.map((run) => run.slice(skipped) + zero.slice((run.length - skipped) % zero.length) + zero);
  return Buffer.from(whole.join(""), encoding).toString();
}

function placesOf(part: string, text: string): Range[] {
  const ranges: Range[] = [];
  for (let from = text.indexOf(part); from !== -1; from = text.indexOf(part, from + part.length))
    ranges.push([from, from + part.length]);
  return ranges;
}

function rangeOf({ 0: all, index }: RegExpExecArray): Range {
  return [index, index + all.length];
}

/** An error for the log, without the environment's secrets: a provider may repeat the key it rejects. */
export function loggableError(
  error: unknown,
  env: Readonly<Record<string, string | undefined>>,
): { type: string; message: string; stack: string } {
  const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const clean = (text: string) => withoutCredentials(text, secretsIn(env));
  return { type: name, message: clean(message), stack: clean(stack) };
}
