import { z } from "zod";

/** Text with something in it; the example is shown to whoever writes something else. */
export function text(example: string) {
  return z
    .string({ error: `must be text, such as ${example}` })
    .regex(/\S/, `is empty; write one such as ${example}, or leave it out`);
}

/** Text that is encrypted in the stack's config, and that nobody is shown. */
export function secretText() {
  return z
    .string({ error: "must be text" })
    .regex(/\S/, "is empty; set it with pulumi config set --secret, or leave it out")
    .optional()
    .meta({ secret: true });
}
