import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** A pattern that is ready to be matched. */
export interface Pattern {
  test(text: string): boolean;
  /** What ajv tells patterns apart by. */
  toString(): string;
}

/**
 * A pattern of a JSON Schema, matched in time that grows with the text alone: JavaScript's own engine tries again and
 * again, and a caller could talk a worker into standing still.
 *
 * @throws Error for what such an engine cannot do: look around, and look back
 */
export function boundedPattern(pattern: string): Pattern {
  // What JavaScript does not take is no pattern of a JSON Schema.
  new RegExp(pattern, "u");
  // Loaded with the first pattern, as ajv is with the first schema.
  const { RE2JS } = require("re2js") as typeof import("re2js");
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return { test: (text) => compiled.matcher(text).find(), toString: () => pattern };
  } catch {
    throw new Error(
      `the pattern ${pattern} cannot be matched in bounded time; write it without lookaround, back references, and repeats above 1,000`,
    );
  }
}
/** How ajv names it in the code that it writes. */
boundedPattern.code = "boundedPattern";
