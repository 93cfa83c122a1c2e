import { randomBytes } from "node:crypto";
import { z } from "zod";

/**
 * Twilio's rule: at least 12 characters with lowercase and uppercase letters and a digit. Twilio never shows a password
 * again.
 */
export const passwordProp = z
  .string({ error: "must be text" })
  .min(12, "must have at least 12 characters")
  .regex(/[a-z]/, "must have a lowercase letter")
  .regex(/[A-Z]/, "must have an uppercase letter")
  .regex(/\d/, "must have a digit");

/** Generates a password that satisfies the rule, with 192 bits of entropy. */
export function generatePassword(): string {
  for (;;) {
    const password = randomBytes(24).toString("base64url");
    if (passwordProp.safeParse(password).success) return password;
  }
}
