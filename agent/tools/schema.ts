import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** Says what is wrong with arguments, or nothing. */
export type Judge = (args: unknown) => string | undefined;

/**
 * Makes a JSON Schema ready to judge arguments by. Its `$schema` is not looked at: whatever the dialect,
 * what tools use of it is the same.
 *
 * @throws Error when it is not a JSON Schema
 */
export function compileSchema({ $schema: _, ...schema }: Readonly<Record<string, unknown>>): Judge {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  const validate = compile(ajv, schema);
  return (args) => (validate(args) ? undefined : ajv.errorsText(validate.errors, { dataVar: "arguments" }));
}

function compile(ajv: Ajv2020, schema: object): ValidateFunction {
  try {
    return ajv.compile(schema);
  } catch (error) {
    throw new Error(`is not a JSON Schema: ${error instanceof Error ? error.message : String(error)}`);
  }
}
