import { z } from "zod";
import { IN_CLEAR, isReference, isSecretName } from "./secret.js";
import { queryProblem } from "../tools/fixed-query.js";

const REMEDY = "write ${env:NAME}, and put the value into agentEnv";

const headerName = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]+$/, "is not the name of a header; write letters, digits and -, such as X-Team");
const headerValue = z
  .string({ error: "must be text" })
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, "holds a character that no header can have, such as a line break; leave it out");

/** A call to a web service that the model may make. */
export const httpToolSchema = z
  .strictObject({
    type: z.literal("http"),
    /** Name the model calls it by. */
    name: z
      .string({ error: "must be text, such as find_order" })
      .regex(/^[a-zA-Z_][\w-]{0,63}$/, "must be 1 to 64 letters, digits, _ and -, and not begin with a digit or -"),
    /** What it does, for the model. */
    description: z
      .string({ error: "must be text that tells the model what the tool does" })
      .regex(/\S/, "is empty; tell the model what the tool does"),
    /** JSON Schema of the arguments. @default no arguments */
    parameters: z
      .record(z.string(), z.json(), { error: "must be a JSON Schema" })
      .default({ type: "object", properties: {} })
      .refine((schema) => !("$async" in schema), "is asynchronous; leave $async out"),
    /** Where it goes. */
    url: z
      .string({ error: "must be a URL, such as https://api.acme.com/orders" })
      .refine(isWebAddress, "is not a URL; write https:// and a host")
      .superRefine(refuseSecretsInUrl),
    /** HTTP method. @default "POST" */
    method: z
      .enum(["GET", "POST", "PUT", "PATCH", "DELETE"], { error: "must be GET, POST, PUT, PATCH or DELETE" })
      .default("POST"),
    /** Headers; a secret is written `${env:NAME}` and filled in by the worker. @default {} */
    headers: z
      .record(headerName, headerValue, { error: "must be an object of headers" })
      .default({})
      .superRefine(refuseSecrets),
    /** Longest wait for an answer, in seconds. @default 10 */
    timeoutSeconds: z
      .number({ error: "must be a number of seconds" })
      .positive("must be more than 0")
      .max(120, "must not exceed 120")
      .default(10),
    /** Whether it may go to addresses inside a network: private ones, loopback, link-local. @default false */
    allowPrivate: z.boolean({ error: "must be true or false" }).optional(),
  })
  .superRefine(refuseTwinsOfTheQuery);

/** See {@link httpToolSchema}. */
export type HttpTool = z.output<typeof httpToolSchema>;

/** The contract is public, so a header that authorises must refer to the worker's environment. */
function refuseSecrets(headers: Readonly<Record<string, string>>, context: z.RefinementCtx): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!isSecretName(name) || isReference(value)) continue;
    context.addIssue({ code: "custom", path: [name], message: `${IN_CLEAR}; ${REMEDY}` });
  }
}

function refuseSecretsInUrl(url: string, context: z.RefinementCtx): void {
  if (!URL.canParse(url)) return;
  const { username, password, searchParams } = new URL(url);
  const secret =
    [...searchParams.keys()].find(isSecretName) ?? (username || password ? "the user before the host" : undefined);
  if (secret === undefined) return;
  const message = `${secret} ${IN_CLEAR}; send it as a header: ${REMEDY}`;
  context.addIssue({ code: "custom", message });
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s/]+/i.test(url) && !/[\s\p{Cc}]/u.test(url) && URL.canParse(url);
}

function refuseTwinsOfTheQuery(
  { url, parameters: { properties } }: { url: string; parameters: Readonly<Record<string, unknown>> },
  context: z.RefinementCtx,
): void {
  const names = typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
  const message = queryProblem(url, names);
  if (message !== undefined) context.addIssue({ code: "custom", path: ["parameters", "properties"], message });
}
