import { z } from "zod";
import { isMisspelled } from "./http-url.js";
import { withDetail, refuse } from "./problem.js";
import { IN_CLEAR, isReference, isSecretName } from "./secret.js";

/** What to do instead of writing a secret into the config. */
export const REMEDY = "write ${env:NAME}, and put the value into agentEnv";

/** Headers that describe how a message is framed; a wrong value would leave the service waiting. */
const FRAMING = /^(connection|content-length|expect|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

const headerName = z.string().regex(
  /^[\w!#$%&'*+.^`|~-]+$/,
  withDetail({
    code: "not_a_header_name",
    message: "is not a header name",
    remedy: "use letters, digits and -, such as X-Team",
  }),
);
const headerValue = z.string({ error: "must be text" }).regex(
  /^[\t\x20-\x7e\x80-\xff]*$/,
  withDetail({
    code: "not_a_header_value",
    message: "contains a character that headers cannot have, such as a line break",
    remedy: "remove it",
  }),
);

/** Request headers; write secrets as `${env:NAME}`. */
export const headersSchema = z
  .record(headerName, headerValue, { error: "must map header names to values" })
  .superRefine(refuseFraming)
  .superRefine(refuseSecrets);

function refuseFraming(headers: Readonly<Record<string, string>>, context: z.RefinementCtx): void {
  const detail = {
    code: "reserved_header",
    message: "is a header that the worker sets itself",
    remedy: "leave it out",
  };
  for (const name of Object.keys(headers)) if (FRAMING.test(name)) refuse(context, detail, [name]);
}

/**
 * Rejects secrets in plain text, because the contract is public, and misspelled references, which would be sent
 * literally.
 */
export function refuseSecrets(fields: unknown, context: z.RefinementCtx, path: readonly string[] = []): void {
  if (typeof fields !== "object" || fields === null) return;
  for (const [name, value] of Object.entries(fields)) {
    const here = [...path, name];
    if (typeof value !== "string") refuseSecrets(value, context, here);
    else if (isSecretName(name) && !isReference(value)) refuse(context, { ...IN_CLEAR, remedy: REMEDY }, here);
    else if (isMisspelled(value)) refuse(context, MISSPELLED, here);
  }
}

const MISSPELLED = {
  code: "invalid_variable_name",
  message: "contains ${env:…} with an invalid variable name",
  remedy: "use capitals, digits and _, such as ${env:TOKEN}",
} as const;
