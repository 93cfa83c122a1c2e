import { closest, distance } from "fastest-levenshtein";
import type { ProblemDetail } from "./problem.js";

/** `{{name}}`, or `{{name|default}}`. */
const REFERENCE = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;
/** The built-in variables; they may have no value in a call. */
const KNOWN = ["caller.number", "called.number", "call.id", "now"] as const;
/** A custom variable, at any depth: `vars.name`, `vars.customer.name`. */
const OWN = /^vars(\.[\p{L}\p{N}_-]+)+$/u;

/**
 * The name of a variable: `caller.number` and `called.number` in E.164, `call.id`, `now` in the persona's time zone, and
 * `vars.…` for the call's own variables.
 */
export type VariableName = (typeof KNOWN)[number] | `vars.${string}`;

/**
 * Replaces each `{{…}}` that names a variable and leaves the others. Values are inserted literally: references inside
 * them are not expanded.
 *
 * @param value returns the variable's value; if undefined, the default after `|` is used, or an empty string
 * @example
 * ```ts
 * expandReferences("Good day, {{vars.name|dear caller}}.", () => undefined); // "Good day, dear caller."
 * ```
 */
export function expandReferences(text: string, value: (name: VariableName) => string | undefined): string {
  return text.replace(REFERENCE, (reference, written: string, otherwise = "") => {
    const name = written.trim();
    return isVariable(name) ? (value(name) ?? String(otherwise).trim()) : reference;
  });
}

/** What is wrong with the references in a text, and how to fix it; undefined if nothing is. */
export function referenceProblem(text: string): ProblemDetail | undefined {
  for (const [reference, written = ""] of text.matchAll(REFERENCE)) {
    if (!isVariable(written.trim())) return unknown(reference, written.trim());
  }
  // JSON also ends in double braces, so only opening braces count.
  return text.replace(REFERENCE, "").includes("{{")
    ? {
        code: "unclosed_variable",
        message: "has {{ without a name and closing }}",
        remedy: "write a variable such as {{vars.name}}, or { { for literal braces",
      }
    : undefined;
}

function unknown(reference: string, name: string): ProblemDetail {
  const near = closest(name, KNOWN);
  const own = `vars.${name}`;
  const guess = distance(near, name.toLowerCase()) <= 2 ? near : OWN.test(own) ? own : "vars.name";
  return {
    code: "unknown_variable",
    message: `has ${reference}, which is not a variable`,
    remedy: `did you mean {{${guess}}}? Use ${KNOWN.join(", ")}, or vars. and a name of your choice`,
  };
}

function isVariable(name: string): name is VariableName {
  return KNOWN.some((known) => known === name) || OWN.test(name);
}
