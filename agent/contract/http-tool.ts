import { z } from "zod";
import { fixedFieldProblem } from "../tools/fixed-fields.js";
import { type Templates, variablesIn } from "../tools/template.js";
import { bodyKind } from "./body-kind.js";
import { headersSchema, REMEDY, refuseSecrets } from "./http-headers.js";
import { argumentProblem, urlProblem } from "./http-url.js";
import { empty, withDetail, refuse } from "./problem.js";
import { speakWhileSchema, timeoutSchema } from "./tool-timing.js";

const text = z.string({ error: "must be text" });
/** JSON Schema types other than object; anything else is refused as an invalid schema. */
const OTHER_TYPES = new Set<unknown>(["array", "boolean", "integer", "null", "number", "string"]);
/** The model sees these fields, and so does anyone who reads the contract. */
const isPlain = (value: unknown) => variablesIn(value).length === 0;
const NOT_FILLED_IN = withDetail({
  code: "unreplaced_reference",
  message: "contains ${env:…}, which is only replaced in url, headers, query and body",
  remedy: "remove it",
});

const httpToolShape = {
  /** A request to a web service. */
  type: z.literal("http"),
  /** Name of the tool for the model: letters, digits, `_`, and `-`. */
  name: z
    .string({ error: "must be text, such as find_order" })
    .regex(/^[a-zA-Z_][\w-]{0,63}$/, "must be 1 to 64 letters, digits, _ and -, and not start with a digit or -"),
  /** Tells the model what the tool does and when to use it. */
  description: z
    .string({ error: "must be text that tells the model what the tool does" })
    .regex(/\S/, empty("tell the model what the tool does"))
    .refine(isPlain, NOT_FILLED_IN),
  /** JSON Schema of the arguments, an object. If the model omits an argument, its `default` is used. @default no arguments */
  parameters: z
    .record(z.string(), z.json(), { error: "must be a JSON Schema" })
    .default({ type: "object", properties: {} })
    .refine(
      (schema) => !("$async" in schema),
      withDetail({ code: "asynchronous_schema", message: "is asynchronous", remedy: "remove $async" }),
    )
    .refine(
      ({ type }) => !Array.isArray(type) && !OTHER_TYPES.has(type),
      withDetail({
        code: "not_an_object_schema",
        message: "does not describe an object",
        remedy: "set type: object, and declare the arguments under properties",
      }),
    )
    .refine(isPlain, NOT_FILLED_IN),
  /**
   * URL of the request. Arguments can be part of the path or query and are percent-encoded:
   * `https://api.acme.com/orders/{order_id}`.
   */
  url: z.string({ error: "must be a URL, such as https://api.acme.com/orders" }).superRefine((url, context) => {
    refuse(context, urlProblem(url, REMEDY));
  }),
  /** HTTP method. @default "POST" */
  method: z
    .enum(["GET", "POST", "PUT", "PATCH", "DELETE"], { error: "must be GET, POST, PUT, PATCH or DELETE" })
    .default("POST"),
  /**
   * Request headers. Write secrets as `${env:NAME}`; the worker replaces them. `Content-Type` selects how arguments are
   * sent: JSON, `application/x-www-form-urlencoded`, or `multipart/form-data`. @default {}
   */
  headers: headersSchema.default({}),
  /** Query fields that arguments cannot override, such as `{ number: "{{caller.number}}" }`. @default none */
  query: z.record(z.string(), text, { error: "must map names to text" }).optional().superRefine(refuseSecrets),
  /** Body fields that arguments cannot override; not for GET and DELETE, which have no body. @default none */
  body: z.record(z.string(), z.json(), { error: "must be an object" }).optional().superRefine(refuseSecrets),
  /** Timeout of the request, in seconds, up to 120. @default 10 */
  timeoutSeconds: timeoutSchema,
  /** Sentence the agent says once if the request takes longer than a second: "One moment, please." @default nothing */
  speakWhile: speakWhileSchema,
  /** Whether the request may go to private, loopback, and link-local addresses. @default false */
  allowPrivate: z.boolean({ error: "must be true or false" }).optional(),
};

/** The fields of {@link httpToolSchema}. */
export interface HttpToolShape extends Readonly<typeof httpToolShape> {}

/** A tool that sends a request to a web service. */
export const httpToolSchema: z.ZodObject<HttpToolShape, z.core.$strict> = z
  .strictObject(httpToolShape)
  .superRefine(refuseContradictions);

/** See {@link httpToolSchema}. */
export type HttpTool = z.output<typeof httpToolSchema>;

/** The parts of a tool in which `${env:NAME}` and `{{name}}` are replaced. */
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
  refuse(context, argumentProblem(url, parameters), ["url"]);
  const { properties } = parameters;
  const names = typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
  const message = fixedFieldProblem(tool, names);
  refuse(
    context,
    message === undefined
      ? undefined
      : {
          /** A fixed field of a request that has the name of an argument. */ code: "fixed_field",
          message,
        },
    ["parameters", "properties"],
  );
  const sendsBody = method !== "GET" && method !== "DELETE";
  if (body !== undefined && !sendsBody) {
    const unsent = {
      code: "unsent_body",
      message: `is not sent with ${method}`,
      remedy: "use query, or another method",
    };
    refuse(context, unsent, ["body"]);
  }
  const [name, type] = Object.entries(headers).find(([header]) => header.toLowerCase() === "content-type") ?? [];
  if (name !== undefined && type !== undefined && sendsBody && bodyKind(type) === undefined)
    refuse(context, { ...UNSUPPORTED_TYPE, message: `"${type}" is not supported` }, ["headers", name]);
}

const UNSUPPORTED_TYPE = {
  code: "unsupported_content_type",
  remedy: "use application/json, application/x-www-form-urlencoded or multipart/form-data",
} as const;
