import { z } from "zod";
import { headersSchema, REMEDY } from "./http-headers.js";
import { urlProblem } from "./http-url.js";
import { type Templates, withoutPlaceholders } from "../tools/template.js";

/** The name of an environment variable, as `agentEnv` and the worker know it. */
const variable = z
  .string({ error: "must be the name of an environment variable, such as ARKENOS_WEBHOOK_SECRET" })
  .regex(/^[A-Z][A-Z0-9_]*$/, "is not the name of an environment variable; write capitals, digits and _");

const webhookShape = {
  /** Where it is, `https://…`: written out, without placeholders. */
  url: z.string({ error: "must be a URL, such as https://api.acme.com/calls" }).superRefine((url, context) => {
    const hasPlaceholder = withoutPlaceholders(url) !== url;
    const message = hasPlaceholder
      ? "has a placeholder; write the whole URL out, what it needs to know is in the request's body"
      : urlProblem(url, REMEDY);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  }),
  /** Headers; a secret is written `${env:NAME}`. @default {} */
  headers: headersSchema.optional(),
  /** Name of the environment variable with the secret that requests are signed with. */
  secretEnv: variable,
  /** Whether it may be inside a network: at a private address, loopback, link-local. @default false */
  allowPrivate: z.boolean({ error: "must be true or false" }).optional(),
};

const onCallShape = {
  ...webhookShape,
  /** Name of the environment variable with the secret that requests are signed with. @default they are not signed */
  secretEnv: variable.optional(),
};

/** The fields of {@link onCallSchema}. */
export interface OnCallShape extends Readonly<typeof onCallShape> {}
/** The fields of {@link afterCallSchema}. */
export interface AfterCallShape extends Readonly<typeof webhookShape> {}

/**
 * Who is asked about a call before its greeting, for at most 1.5 seconds while the phone rings. The JSON object that it
 * answers, or the one under `vars` in it, becomes `{{vars.…}}`; if it fails, the call goes on without.
 *
 * @example
 * onCall: { url: "https://api.acme.com/calls/begin", secretEnv: "ACME_WEBHOOK_SECRET" }
 */
export const onCallSchema: z.ZodObject<OnCallShape, z.core.$strict> = z.strictObject(onCallShape);

/**
 * Who gets the record of each call after its end, signed by HMAC-SHA256. It is sent again while the receiver is away.
 *
 * @example
 * afterCall: { url: "https://api.acme.com/calls/end", secretEnv: "ACME_WEBHOOK_SECRET" }
 */
export const afterCallSchema: z.ZodObject<AfterCallShape, z.core.$strict> = z.strictObject(webhookShape);

/** See {@link onCallSchema}; every {@link afterCallSchema} is one too. */
export type Webhook = z.output<typeof onCallSchema>;

/** The parts of a webhook in which `${env:NAME}` is filled in, its secret among them. */
export function webhookTemplates(webhook: Webhook | undefined): Templates {
  if (webhook === undefined) return {};
  const { headers = {}, secretEnv } = webhook;
  return { headers, ...(secretEnv !== undefined && { secretEnv: `\${env:${secretEnv}}` }) };
}
