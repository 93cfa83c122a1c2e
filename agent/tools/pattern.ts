import { ProblemError } from "../contract/problem.js";
import { requireOwn } from "./require-own.js";

/** A compiled pattern. */
export interface Pattern {
  test(text: string): boolean;
  /** The pattern's text, by which ajv distinguishes patterns. */
  toString(): string;
}

/**
 * Compiles a pattern of a JSON Schema that matches in linear time. JavaScript's engine backtracks, so a caller's words
 * could block the worker.
 *
 * @throws Error for patterns with lookaround or back references, which need backtracking
 */
export function boundedPattern(pattern: string): Pattern {
  // Reject anything that is not a JavaScript pattern, as JSON Schema requires.
  new RegExp(pattern, "u");
  // Loaded lazily, like ajv.
  const { RE2JS } = requireOwn("re2js") as typeof import("re2js");
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return { test: (text) => compiled.matcher(text).find(), toString: () => pattern };
  } catch {
    throw new ProblemError({
      code: "unbounded_pattern",
      message: `the pattern ${pattern} cannot be matched in linear time`,
      remedy: "remove lookaround, back references, and repeats above 1,000",
    });
  }
}
/** The name of this function in ajv's generated code. */
boundedPattern.code = "boundedPattern";
