import { z } from "zod";
import { empty } from "@arkenos/provider/issues";

/** Text that is not blank. Error messages show the example. */
export function text(example: string) {
  return z
    .string({ error: `must be text, such as ${example}` })
    .regex(/\S/, empty(`write one such as ${example}, or leave it out`));
}

/** Text that is encrypted in the stack's config and never shown. */
export function secretText() {
  return z
    .string({ error: "must be text" })
    .regex(/\S/, empty("set it with pulumi config set --secret, or leave it out"))
    .optional()
    .meta({ secret: true });
}
