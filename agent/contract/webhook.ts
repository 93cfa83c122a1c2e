import { z } from "zod";
import { headersSchema, REMEDY } from "./http-headers.js";
import { urlProblem } from "./http-url.js";
import { type ProblemDetail, withDetail, refuse } from "./problem.js";
import { type Templates, withoutPlaceholders } from "../tools/template.js";

/** The name of an environment variable of the worker. */
const variable = z
  .string({ error: "must be the name of an environment variable, such as ARKENOS_WEBHOOK_SECRET" })
  .regex(
    /^[A-Z][A-Z0-9_]*$/,
    withDetail({
      code: "not_a_variable_name",
      message: "is not the name of an environment variable",
      remedy: "use capitals, digits and _",
    }),
  );

const PLACEHOLDER: ProblemDetail = {
  code: "placeholder_in_url",
  message: "has a placeholder",
  remedy: "write the full URL, the request's body has the details of the call",
};

const webhookShape = {
  /** URL of the webhook, `https://…`, without placeholders. */
  url: z.string({ error: "must be a URL, such as https://api.acme.com/calls" }).superRefine((url, context) => {
    const hasPlaceholder = withoutPlaceholders(url) !== url;
    refuse(context, hasPlaceholder ? PLACEHOLDER : urlProblem(url, REMEDY));
  }),
  /** Request headers; write secrets as `${env:NAME}`. @default {} */
  headers: headersSchema.optional(),
  /** Environment variable that holds the secret for signing requests. */
  secretEnv: variable,
  /** Whether the webhook may be at a private, loopback, or link-local address. @default false */
  allowPrivate: z.boolean({ error: "must be true or false" }).optional(),
};

const onCallShape = {
  ...webhookShape,
  /** Environment variable that holds the secret for signing requests. @default requests are not signed */
  secretEnv: variable.optional(),
};

/** The fields of {@link onCallSchema}. */
export interface OnCallShape extends Readonly<typeof onCallShape> {}
/** The fields of {@link afterCallSchema}. */
export interface AfterCallShape extends Readonly<typeof webhookShape> {}

/**
 * Webhook that is called before the greeting, for at most 1.5 seconds while the phone rings. Its JSON response, or the
 * object under `vars` in it, sets `{{vars.…}}`. If the request fails, the call continues without it.
 *
 * @example
 * ```yaml
 * onCall: { url: "https://api.acme.com/calls/begin", secretEnv: "ACME_WEBHOOK_SECRET" }
 * ```
 */
export const onCallSchema: z.ZodObject<OnCallShape, z.core.$strict> = z.strictObject(onCallShape);

/**
 * Webhook that receives the record of each call after it ends, signed with HMAC-SHA256. Failed requests are retried.
 *
 * @example
 * ```yaml
 * afterCall: { url: "https://api.acme.com/calls/end", secretEnv: "ACME_WEBHOOK_SECRET" }
 * ```
 */
export const afterCallSchema: z.ZodObject<AfterCallShape, z.core.$strict> = z.strictObject(webhookShape);

/** See {@link onCallSchema}, which includes every {@link afterCallSchema}. */
export type Webhook = z.output<typeof onCallSchema>;

/** The parts of a webhook in which `${env:NAME}` is replaced, including its secret. */
export function webhookTemplates(webhook: Webhook | undefined): Templates {
  if (webhook === undefined) return {};
  const { headers = {}, secretEnv } = webhook;
  return { headers, ...(secretEnv !== undefined && { secretEnv: `\${env:${secretEnv}}` }) };
}
