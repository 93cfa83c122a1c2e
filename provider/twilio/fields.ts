import { z } from "zod";

/** A name shown in the console. */
export function friendlyName(max: number) {
  return z
    .string({ error: "must be text" })
    .min(1, "is empty; write a name")
    .max(max, `must not exceed ${max} characters`);
}

/** The SID of a Twilio object: two letters for its kind and 32 hexadecimal digits. */
export function sid(prefix: string, what: string) {
  return z.string({ error: `must be the SID of ${what}, ${prefix}…` }).regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), {
    error: ({ input }) => `"${input}" is not the SID of ${what}; it is ${prefix} and 32 hexadecimal digits`,
  });
}

/** The URL from which Twilio requests instructions. Empty means none. */
export function webUrl() {
  return z
    .string({ error: "must be a URL" })
    .refine((url) => url === "" || (/^https?:\/\/[^\s/]+/.test(url) && !/[\p{Cc}]/u.test(url)), {
      // The URL may contain a password, so it is shown only if it does not look like it.
      error: ({ input }) =>
        `${/[@\p{Cc}]/u.test(String(input)) ? "it" : `"${input}"`} is not a URL; write http:// or https:// and a host`,
    })
    .refine(
      (url) => !hasUser(url),
      "contains a user or a password, which anyone with the stack's state could read; remove them",
    );
}

function hasUser(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username !== "" || password !== "";
}

/** The HTTP method of Twilio's request. */
export function httpMethod() {
  return z.enum(["GET", "POST"], { error: 'must be "GET" or "POST"' });
}

/** A boolean. */
export function yesNo() {
  return z.boolean({ error: "must be true or false" });
}
