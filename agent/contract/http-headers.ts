import { z } from "zod";
import { isMisspelled } from "./http-url.js";
import { IN_CLEAR, isReference, isSecretName } from "./secret.js";

/** What to write instead of a secret. */
export const REMEDY = "write ${env:NAME}, and put the value into agentEnv";

/** Headers that say how a message is framed; a wrong one would leave a service waiting. */
const FRAMING = /^(connection|content-length|expect|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

const headerName = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]+$/, "is not the name of a header; write letters, digits and -, such as X-Team");
const headerValue = z
  .string({ error: "must be text" })
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, "holds a character that no header can have, such as a line break; leave it out");

/** Headers of a request; a secret is written `${env:NAME}`. */
export const headersSchema = z
  .record(headerName, headerValue, { error: "must be an object of headers" })
  .superRefine(refuseFraming)
  .superRefine(refuseSecrets);

function refuseFraming(headers: Readonly<Record<string, string>>, context: z.RefinementCtx): void {
  const message = "is a header that the worker sets itself; leave it out";
  for (const name of Object.keys(headers))
    if (FRAMING.test(name)) context.addIssue({ code: "custom", path: [name], message });
}

/**
 * The contract is public, so what authorizes must refer to the worker's environment; and a reference that is spelled
 * wrong would be sent as it is.
 */
export function refuseSecrets(fields: unknown, context: z.RefinementCtx, path: readonly string[] = []): void {
  if (typeof fields !== "object" || fields === null) return;
  for (const [name, value] of Object.entries(fields)) {
    const here = [...path, name];
    if (typeof value !== "string") refuseSecrets(value, context, here);
    else if (isSecretName(name) && !isReference(value))
      context.addIssue({ code: "custom", path: here, message: `${IN_CLEAR}; ${REMEDY}` });
    else if (isMisspelled(value))
      context.addIssue({
        code: "custom",
        path: here,
        message: "holds ${env:…} with a name that no variable has; write capitals, digits and _, such as ${env:TOKEN}",
      });
  }
}
