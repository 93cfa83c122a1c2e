import { z } from "zod";

/** A name shown in the console. */
export function friendlyName(max: number) {
  return z
    .string({ error: "must be text" })
    .min(1, "is empty; write a name")
    .max(max, `must not exceed ${max} characters`);
}

/** The id of one of Twilio's objects: two letters for its kind, 32 hexadecimal digits. */
export function sid(prefix: string, what: string) {
  return z.string({ error: `must be the SID of ${what}, ${prefix}…` }).regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), {
    error: ({ input }) => `"${input}" is not the SID of ${what}; it is ${prefix} and 32 hexadecimal digits`,
  });
}

/** An address that Twilio asks for instructions; empty means none. */
export function webUrl() {
  return z
    .string({ error: "must be a URL" })
    .refine((url) => url === "" || (/^https?:\/\/[^\s/]+/.test(url) && !/[\p{Cc}]/u.test(url)), {
      // It may hold a password, so only what looks like none is shown.
      error: ({ input }) =>
        `${/[@\p{Cc}]/u.test(String(input)) ? "it" : `"${input}"`} is not a URL; write http:// or https:// and a host`,
    })
    .refine(
      (url) => !hasUser(url),
      "holds a user or a password, which everybody with the stack's state could read; leave them out",
    );
}

function hasUser(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username !== "" || password !== "";
}

/** How Twilio asks. */
export function httpMethod() {
  return z.enum(["GET", "POST"], { error: 'must be "GET" or "POST"' });
}

/** A switch. */
export function yesNo() {
  return z.boolean({ error: "must be true or false" });
}
