import { createRequire } from "node:module";
import type { Ajv2020, ValidateFunction } from "ajv/dist/2020.js";
import { closed } from "./closed-schema.js";
import { boundedPattern } from "./pattern.js";

const require = createRequire(import.meta.url);

/** The longest arguments that a model may send, in characters of JSON: judging them takes time. */
const LONGEST_ARGUMENTS = 16_384;

type Schema = Readonly<Record<string, unknown>>;

/** Arguments with the schema's defaults in place, and what is wrong with them. */
interface Judged {
  readonly args: Readonly<Record<string, unknown>>;
  readonly problem: string | undefined;
}

/** Judges arguments, which it leaves as they are. */
export type Judge = (args: Readonly<Record<string, unknown>>) => Judged;

/** What keeps a JSON Schema from judging a tool's arguments, or nothing. */
export function schemaProblem(schema: Schema): string | undefined {
  try {
    compileSchema(schema);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The schema that a model is shown: what stands in the tool's URL is required, unless it has a default. */
export function argumentSchema(schema: Schema, inUrl: readonly string[]): Schema {
  const { required = [], properties = {} } = schema as { required?: string[]; properties?: Record<string, object> };
  const needed = inUrl.filter((name) => !("default" in (properties[name] ?? {})) && !required.includes(name));
  return { type: "object", properties, ...schema, ...(needed.length > 0 && { required: [...required, ...needed] }) };
}

/**
 * Makes a JSON Schema ready to judge arguments by. Only what it declares is taken, unless it says otherwise, and
 * what is left out is its `default`. Its `$schema` is ignored: the part of JSON Schema that tools use is the same in every dialect.
 *
 * @throws Error when it is not a JSON Schema, or one that cannot be judged at once and in bounded time
 */
export function compileSchema({ $schema: _, ...schema }: Schema): Judge {
  // Its verdict would be a promise, which passes for a yes.
  if ("$async" in schema) throw new Error("is asynchronous; leave $async out");
  const ajv = newAjv();
  const validate = compile(ajv, closed(schema));
  refuseUnfitDefaults(ajv, validate);
  return (given) => {
    const args = structuredClone(given);
    if (JSON.stringify(args).length > LONGEST_ARGUMENTS)
      return { args, problem: `arguments must not exceed ${LONGEST_ARGUMENTS} characters` };
    const problem = validate(args) ? undefined : ajv.errorsText(validate.errors, { dataVar: "arguments" });
    return { args, problem };
  };
}

/** Where nothing was given, whatever is wrong with a value is wrong with a default. */
function refuseUnfitDefaults(ajv: Ajv2020, validate: ValidateFunction): void {
  validate({});
  const errors = (validate.errors ?? []).filter(({ instancePath }) => instancePath !== "");
  if (errors.length > 0) throw new Error(`has a default that it refuses: ${ajv.errorsText(errors, { dataVar: "" })}`);
}

/** Loaded with the first schema: where no persona has an HTTP tool, neither the worker nor a call pays for it. */
function newAjv(): Ajv2020 {
  const { Ajv2020 } = require("ajv/dist/2020.js") as typeof import("ajv/dist/2020.js");
  const { default: addFormats } = require("ajv-formats") as typeof import("ajv-formats");
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    useDefaults: true,
    logger: false,
    code: { regExp: boundedPattern },
  });
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
