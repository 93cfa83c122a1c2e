import type { Ajv2020, ValidateFunction } from "ajv/dist/2020.js";
import { type ProblemDetail, ProblemError } from "../contract/problem.js";
import { closed } from "./closed-schema.js";
import { boundedPattern } from "./pattern.js";
import { requireOwn } from "./require-own.js";

/** Longest arguments of a tool call, in characters of JSON, because validation takes time. */
const LONGEST_ARGUMENTS = 16_384;

type Schema = Readonly<Record<string, unknown>>;

/** Arguments with defaults, and their problem, if any. */
interface Validated {
  /** The arguments with the defaults of the schema. */
  readonly args: Readonly<Record<string, unknown>>;
  /** What is wrong with them, for the model. */
  readonly problem: string | undefined;
}

/** Validates arguments without changing them. */
export type Validate = (args: Readonly<Record<string, unknown>>) => Validated;

/** Why a JSON Schema cannot be used for a tool's arguments; undefined if it can. */
export function schemaProblem(schema: Schema): ProblemDetail | undefined {
  try {
    compileSchema(schema);
    return undefined;
  } catch (error) {
    return error instanceof ProblemError ? error.detail : notASchema(error);
  }
}

/** The schema for the model. Arguments in the tool's URL are required unless they have a default. */
export function argumentSchema(schema: Schema, inUrl: readonly string[]): Schema {
  const { required = [], properties = {} } = schema as { required?: string[]; properties?: Record<string, object> };
  const needed = inUrl.filter((name) => !("default" in (properties[name] ?? {})) && !required.includes(name));
  return { type: "object", properties, ...schema, ...(needed.length > 0 && { required: [...required, ...needed] }) };
}

/**
 * Compiles a JSON Schema for a tool's arguments. It accepts only declared properties, unless it sets
 * `additionalProperties`, and fills in defaults. `$schema` is ignored, because dialects do not differ in the parts that
 * tools use.
 *
 * @throws ProblemError if it is not a JSON Schema, is asynchronous, or has a pattern that cannot be matched in linear time
 */
export function compileSchema({ $schema: _, ...schema }: Schema): Validate {
  // An asynchronous schema returns a promise, which is truthy.
  if ("$async" in schema) throw new ProblemError(ASYNCHRONOUS);
  const ajv = newAjv();
  const validate = compile(ajv, closed(schema));
  refuseInvalidDefaults(ajv, validate);
  return (given) => {
    const args = structuredClone(given);
    if (JSON.stringify(args).length > LONGEST_ARGUMENTS)
      return { args, problem: `arguments must not exceed ${LONGEST_ARGUMENTS} characters` };
    const problem = validate(args) ? undefined : ajv.errorsText(validate.errors, { dataVar: "arguments" });
    return { args, problem };
  };
}

/** Rejects invalid defaults: without arguments, only defaults can have invalid values. */
function refuseInvalidDefaults(ajv: Ajv2020, validate: ValidateFunction): void {
  validate({});
  const errors = (validate.errors ?? []).filter(({ instancePath }) => instancePath !== "");
  if (errors.length === 0) return;
  const message = `has an invalid default: ${ajv.errorsText(errors, { dataVar: "" })}`;
  throw new ProblemError({ code: "invalid_default", message });
}

/** Loads ajv with the first schema, so that workers without HTTP tools do not load it. */
function newAjv(): Ajv2020 {
  const { Ajv2020 } = requireOwn("ajv/dist/2020.js") as typeof import("ajv/dist/2020.js");
  const { default: addFormats } = requireOwn("ajv-formats") as typeof import("ajv-formats");
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

const ASYNCHRONOUS: ProblemDetail = {
  code: "asynchronous_schema",
  message: "is asynchronous",
  remedy: "remove $async",
};

function notASchema(error: unknown): ProblemDetail {
  return {
    /** The parameters of a tool are not a JSON Schema. */ code: "not_a_schema",
    message: error instanceof Error ? error.message : String(error),
  };
}

function compile(ajv: Ajv2020, schema: object): ValidateFunction {
  try {
    return ajv.compile(schema);
  } catch (error) {
    const { message, ...detail } = error instanceof ProblemError ? error.detail : notASchema(error);
    throw new ProblemError({ ...detail, message: `is not a JSON Schema: ${message}` });
  }
}
