import { createRequire } from "node:module";
import type { Ajv2020, ValidateFunction } from "ajv/dist/2020.js";
import { closed } from "./closed-schema.js";
import { boundedPattern } from "./pattern.js";

const require = createRequire(import.meta.url);

/** The longest arguments that a model may send, in characters of JSON: judging them takes time. */
const LONGEST_ARGUMENTS = 16_384;

/** Says what is wrong with arguments, or nothing. */
export type Judge = (args: unknown) => string | undefined;

/** What keeps a JSON Schema from judging a tool's arguments, or nothing. */
export function schemaProblem(schema: Readonly<Record<string, unknown>>): string | undefined {
  try {
    compileSchema(schema);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Makes a JSON Schema ready to judge arguments by. Only what it declares is taken, unless it says otherwise. Its
 * `$schema` is ignored: the part of JSON Schema that tools use is the same in every dialect.
 *
 * @throws Error when it is not a JSON Schema, or one that cannot be judged at once and in bounded time
 */
export function compileSchema({ $schema: _, ...schema }: Readonly<Record<string, unknown>>): Judge {
  // Its verdict would be a promise, which passes for a yes.
  if ("$async" in schema) throw new Error("is asynchronous; leave $async out");
  const ajv = newAjv();
  const validate = compile(ajv, closed(schema));
  return (args) => {
    if (JSON.stringify(args).length > LONGEST_ARGUMENTS)
      return `arguments must not exceed ${LONGEST_ARGUMENTS} characters`;
    return validate(args) ? undefined : ajv.errorsText(validate.errors, { dataVar: "arguments" });
  };
}

/** Loaded with the first schema: where no persona has an HTTP tool, neither the worker nor a call pays for it. */
function newAjv(): Ajv2020 {
  const { Ajv2020 } = require("ajv/dist/2020.js") as typeof import("ajv/dist/2020.js");
  const { default: addFormats } = require("ajv-formats") as typeof import("ajv-formats");
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, code: { regExp: boundedPattern } });
  addFormats.default(ajv);
  return ajv;
}

function compile(ajv: Ajv2020, schema: object): ValidateFunction {
  try {
    return ajv.compile(schema);
  } catch (error) {
    throw new Error(`is not a JSON Schema: ${error instanceof Error ? error.message : String(error)}`);
  }
}
