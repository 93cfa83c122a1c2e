import { closest, distance } from "fastest-levenshtein";

/** `{{name}}`, or `{{name|what stands there when it has no value}}`. */
const REFERENCE = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;
/** What a call always offers, whether or not it has a value. */
const KNOWN = ["caller.number", "called.number", "call.id", "now"] as const;
/** A value of one's own, at any depth: `vars.name`, `vars.customer.name`. */
const OWN = /^vars(\.[\p{L}\p{N}_-]+)+$/u;

/**
 * The name of a variable: `caller.number` and `called.number` in E.164, `call.id`, `now` in the persona's time zone, and
 * `vars.…`, which the call brings with it.
 */
export type VariableName = (typeof KNOWN)[number] | `vars.${string}`;

/**
 * Replaces each `{{…}}` that names a variable; others stay as they are. Values are put in as they are, so a value that
 * looks like a reference is not one.
 *
 * @param value the variable's value; undefined where it has none, and then the text after `|` stands there, or nothing
 * @example
 * expandReferences("Good day, {{vars.name|dear caller}}.", () => undefined); // "Good day, dear caller."
 */
export function expandReferences(text: string, value: (name: VariableName) => string | undefined): string {
  return text.replace(REFERENCE, (reference, written: string, otherwise = "") => {
    const name = written.trim();
    return isVariable(name) ? (value(name) ?? String(otherwise).trim()) : reference;
  });
}

/** What is wrong with a text's references, and what to write instead; undefined where nothing is. */
export function referenceProblem(text: string): string | undefined {
  for (const [reference, written = ""] of text.matchAll(REFERENCE)) {
    if (!isVariable(written.trim())) return unknown(reference, written.trim());
  }
  // Braces of JSON close in twos as well, so only those that open count.
  return text.replace(REFERENCE, "").includes("{{")
    ? "has {{ without a name and }} behind it; write a variable such as {{vars.name}}, or { { for braces that stay"
    : undefined;
}

function unknown(reference: string, name: string): string {
  const near = closest(name, KNOWN);
  const own = `vars.${name}`;
  const guess = distance(near, name.toLowerCase()) <= 2 ? near : OWN.test(own) ? own : "vars.name";
  return `has ${reference}, and there is no such variable; did you mean {{${guess}}}? There are ${KNOWN.join(", ")}, and vars. with a name of your own`;
}

function isVariable(name: string): name is VariableName {
  return KNOWN.some((known) => known === name) || OWN.test(name);
}
