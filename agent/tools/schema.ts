import { createRequire } from "node:module";
import type { Ajv2020, ValidateFunction } from "ajv/dist/2020.js";

const require = createRequire(import.meta.url);

/** Says what is wrong with arguments, or nothing. */
export type Judge = (args: unknown) => string | undefined;

/**
 * Makes a JSON Schema ready to judge arguments by. Its `$schema` is not looked at: whatever the dialect,
 * what tools use of it is the same.
 *
 * @throws Error when it is not a JSON Schema
 */
export function compileSchema({ $schema: _, ...schema }: Readonly<Record<string, unknown>>): Judge {
  const ajv = newAjv();
  const validate = compile(ajv, schema);
  return (args) => (validate(args) ? undefined : ajv.errorsText(validate.errors, { dataVar: "arguments" }));
}

/** Loaded with the first schema: where no persona has an HTTP tool, neither the worker nor a call pays for it. */
function newAjv(): Ajv2020 {
  const { Ajv2020 } = require("ajv/dist/2020.js") as typeof import("ajv/dist/2020.js");
  const { default: addFormats } = require("ajv-formats") as typeof import("ajv-formats");
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
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
