import { z } from "zod";
import { fixedFieldProblem } from "../tools/fixed-fields.js";
import { type Templates, variablesIn } from "../tools/template.js";
import { bodyKind } from "./body-kind.js";
import { headersSchema, REMEDY, refuseSecrets } from "./http-headers.js";
import { argumentProblem, urlProblem } from "./http-url.js";
import { speakWhileSchema, timeoutSchema } from "./tool-timing.js";

const text = z.string({ error: "must be text" });
/** Types of JSON Schema that are no object; what is no type at all is no JSON Schema either, and is refused as that. */
const OTHER_TYPES = new Set<unknown>(["array", "boolean", "integer", "null", "number", "string"]);
/** The model reads it, and so do all who read the contract. */
const isPlain = (value: unknown) => variablesIn(value).length === 0;
const NOT_FILLED_IN = "holds ${env:…}, which is filled in only in url, headers, query and body; leave it out";

const httpToolShape = {
  /** A request to a web service. */
  type: z.literal("http"),
  /** Name the model calls it by. */
  name: z
    .string({ error: "must be text, such as find_order" })
    .regex(/^[a-zA-Z_][\w-]{0,63}$/, "must be 1 to 64 letters, digits, _ and -, and not begin with a digit or -"),
  /** What it does, for the model. */
  description: z
    .string({ error: "must be text that tells the model what the tool does" })
    .regex(/\S/, "is empty; tell the model what the tool does")
    .refine(isPlain, NOT_FILLED_IN),
  /** JSON Schema of the arguments, an object; a `default` is filled in where the model leaves one out. @default no arguments */
  parameters: z
    .record(z.string(), z.json(), { error: "must be a JSON Schema" })
    .default({ type: "object", properties: {} })
    .refine((schema) => !("$async" in schema), "is asynchronous; leave $async out")
    .refine(
      ({ type }) => !Array.isArray(type) && !OTHER_TYPES.has(type),
      "does not describe an object, and a model names its arguments; write type: object, and the arguments under properties",
    )
    .refine(isPlain, NOT_FILLED_IN),
  /**
   * Where it goes. An argument may stand in the path or the query, percent-encoded: `https://api.acme.com/orders/{order_id}`.
   */
  url: z.string({ error: "must be a URL, such as https://api.acme.com/orders" }).superRefine((url, context) => {
    const message = urlProblem(url, REMEDY);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  }),
  /** HTTP method. @default "POST" */
  method: z
    .enum(["GET", "POST", "PUT", "PATCH", "DELETE"], { error: "must be GET, POST, PUT, PATCH or DELETE" })
    .default("POST"),
  /**
   * Headers; a secret is written `${env:NAME}` and filled in by the worker. The `Content-Type` decides how arguments
   * are sent: JSON, `application/x-www-form-urlencoded` or `multipart/form-data`. @default {}
   */
  headers: headersSchema.default({}),
  /** Fields of the query that no argument can change, such as `{ number: "{{caller.number}}" }`. @default none */
  query: z.record(z.string(), text, { error: "must be an object of texts" }).optional().superRefine(refuseSecrets),
  /** Fields of the body that no argument can change; not for GET and DELETE, which send none. @default none */
  body: z.record(z.string(), z.json(), { error: "must be an object" }).optional().superRefine(refuseSecrets),
  /** Longest wait for an answer, in seconds. @default 10 */
  timeoutSeconds: timeoutSchema,
  /** What the agent says, once, when the caller has heard nothing for a second of the call: "One moment, please." @default nothing */
  speakWhile: speakWhileSchema,
  /** Whether it may go to addresses inside a network: private ones, loopback, link-local. @default false */
  allowPrivate: z.boolean({ error: "must be true or false" }).optional(),
};

/** The fields of {@link httpToolSchema}. */
export interface HttpToolShape extends Readonly<typeof httpToolShape> {}

/** A call to a web service that the model may make. */
export const httpToolSchema: z.ZodObject<HttpToolShape, z.core.$strict> = z
  .strictObject(httpToolShape)
  .superRefine(refuseContradictions);

/** See {@link httpToolSchema}. */
export type HttpTool = z.output<typeof httpToolSchema>;

/** The parts of a tool in which `${env:NAME}` and `{{name}}` are filled in. */
export function templatesOf({
  url,
  headers,
  query,
  body,
}: Pick<HttpTool, "url" | "headers"> & Partial<Pick<HttpTool, "query" | "body">>): Templates {
  return { url, headers, query, body };
}

function refuseContradictions(tool: z.output<typeof httpToolSchema>, context: z.RefinementCtx): void {
  const { url, parameters, method, headers, body } = tool;
  const refuse = (path: string[], message: string | undefined) =>
    message === undefined || context.addIssue({ code: "custom", path, message });
  refuse(["url"], argumentProblem(url, parameters));
  const { properties } = parameters;
  const names = typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
  refuse(["parameters", "properties"], fixedFieldProblem(tool, names));
  const sendsBody = method !== "GET" && method !== "DELETE";
  if (body !== undefined && !sendsBody) refuse(["body"], `is not sent with ${method}; write query, or another method`);
  const [name, type] = Object.entries(headers).find(([header]) => header.toLowerCase() === "content-type") ?? [];
  if (name !== undefined && type !== undefined && sendsBody && bodyKind(type) === undefined)
    refuse(
      ["headers", name],
      `"${type}" is none that arguments can be sent as; write application/json, application/x-www-form-urlencoded or multipart/form-data`,
    );
}
