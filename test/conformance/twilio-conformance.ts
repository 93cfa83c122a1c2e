import { Ajv, type AnySchemaObject, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import type { Call } from "../emulator/cloud.js";
import { relaxed } from "./relaxed-schema.js";
import { type Api, type DescribedOperation, type Json, type Media, twilioOpenapi } from "./twilio-openapi.js";

/** Twilio's own formats, and `uri`, which its own examples violate. */
const ANY_TEXT = [
  "date-time-rfc-2822",
  "phone-number",
  "iso-country-code",
  "http-method",
  "uri-map",
  "phone-number-capabilities",
  "endpoint",
  "twiml",
  "currency",
  "decimal",
  "int64",
  "uri",
];

let validator: Ajv | undefined;

function ajv(): Ajv {
  if (validator) return validator;
  validator = new Ajv({ strict: false, allErrors: true });
  formats.default(validator);
  for (const format of ANY_TEXT) validator.addFormat(format, true);
  for (const { api, components } of twilioOpenapi())
    validator.addSchema(relaxed({ $id: api, components }) as AnySchemaObject);
  return validator;
}

/** The errors of a successful answer, by Twilio's own description. */
export function checkAnswer(operation: DescribedOperation, status: number, body: Json | undefined): string[] {
  const response = operation.responses[status];
  if (!response) return [`${operation.operationId}: ${status} is not described`];
  const schema = Object.values(response.content ?? {})[0]?.schema;
  if (!schema) return body === undefined ? [] : [`${operation.operationId}: ${status} has no body`];
  const validate = validatorOf(operation.api, schema);
  validate(body);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${operation.operationId} ${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

type Schema = Media["schema"];
const validators = new WeakMap<Schema, ValidateFunction>();

function validatorOf(api: Api, schema: Schema): ValidateFunction {
  const absolute = () => JSON.parse(JSON.stringify(relaxed(schema)).replaceAll('"#/', `"${api}#/`)) as AnySchemaObject;
  const validate = validators.get(schema) ?? ajv().compile(absolute());
  validators.set(schema, validate);
  return validate;
}

/** The errors of a request: unknown or missing parameters. */
function checkRequest({ operationId, parameters, requestBody }: DescribedOperation, call: Call): string[] {
  const query = new URL(call.path, "http://localhost").searchParams;
  const form = new URLSearchParams(call.request);
  const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
  const fields = Object.keys((schema?.properties ?? {}) as object);
  const required = (schema?.required ?? []) as readonly string[];
  return [
    ...[...query.keys()]
      .filter((name) => !parameters.some((parameter) => parameter.name === name))
      .map((name) => `unknown query ${name}`),
    ...[...form.keys()].filter((name) => !fields.includes(name)).map((name) => `unknown field ${name}`),
    ...(call.status < 300 ? required.filter((name) => !form.has(name)).map((name) => `accepted without ${name}`) : []),
  ].map((problem) => `${operationId}: ${problem}`);
}

/** The errors of a refusal: it must be `{code, message, more_info, status}`, and 20003 adds a `detail`. */
function checkRefusal({ operation, status, answer }: Call): string[] {
  // Twilio's edge answers a bad gateway with an HTML page.
  if (status === 502) return [];
  const body = JSON.parse(answer) as { code: unknown; message: unknown; more_info: unknown; status: unknown };
  const expected = body.code === 20003 ? "code,detail,message,more_info,status" : "code,message,more_info,status";
  const fits =
    Object.keys(body).sort().join() === expected &&
    Number.isInteger(body.code) &&
    typeof body.message === "string" &&
    body.more_info === `https://www.twilio.com/docs/errors/${body.code}` &&
    body.status === status;
  return fits ? [] : [`${operation}: not the body of an error: ${answer}`];
}

/** Checks a call log against Twilio's description: every request and every answer. */
export function checkCalls(calls: readonly Call[]): { checked: number; problems: string[] } {
  const answered = calls.filter(({ status }) => status > 0);
  return { checked: answered.length, problems: [...new Set(answered.flatMap(checkCall))] };
}

function checkCall(call: Call): string[] {
  const operation = describedOperation(call);
  const requestProblems = operation ? checkRequest(operation, call) : [];
  if (call.status >= 400) return [...requestProblems, ...checkRefusal(call)];
  if (!operation) return [`${call.method} ${call.path} is not described, yet answered ${call.status}`];
  const misnamed =
    operation.operationId === call.operation ? [] : [`${operation.operationId} is called ${call.operation}`];
  const body = call.answer === "" ? undefined : (JSON.parse(call.answer) as Json);
  return [...misnamed, ...requestProblems, ...checkAnswer(operation, call.status, body)];
}

let patterns: readonly (readonly [RegExp, DescribedOperation])[] | undefined;

/** The operation of a call: the one with the fewest path parameters, because `Local.json` also matches `{Sid}.json`. */
function describedOperation({ method, path }: Call): DescribedOperation | undefined {
  patterns ??= twilioOpenapi()
    .flatMap(({ operations }) => operations)
    .sort((a, b) => a.path.split("{").length - b.path.split("{").length)
    .map((operation) => [
      new RegExp(`^${operation.path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+?")}$`),
      operation,
    ]);
  const { pathname } = new URL(path, "http://localhost");
  return patterns.find(([pattern, operation]) => operation.method === method && pattern.test(pathname))?.[1];
}
