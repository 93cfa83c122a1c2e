import { z } from "zod";
import { empty, withDetail } from "../issues.js";

/** A name shown in the console. */
export function friendlyName(max: number) {
  return z
    .string({ error: "must be text" })
    .min(1, empty("write a name"))
    .max(max, `must not exceed ${max} characters`);
}

/** The SID of a Twilio object: two letters for its kind and 32 hexadecimal digits. */
export function sid(prefix: string, what: string) {
  return z.string({ error: `must be the SID of ${what}, ${prefix}…` }).regex(
    new RegExp(`^${prefix}[0-9a-fA-F]{32}$`),
    withDetail(({ input }) => ({
      code: "not_a_sid",
      message: `"${input}" is not the SID of ${what}`,
      remedy: `it is ${prefix} and 32 hexadecimal digits`,
    })),
  );
}

/** The URL from which Twilio requests instructions. Empty means none. */
export function webUrl() {
  return z
    .string({ error: "must be a URL" })
    .refine(
      (url) => url === "" || (/^https?:\/\/[^\s/]+/.test(url) && !/[\p{Cc}]/u.test(url)),
      withDetail(({ input }) => ({
        code: "not_a_url",
        // The URL may contain a password, so only one that seems to have none is shown.
        message: `${/[@\p{Cc}]/u.test(String(input)) ? "it" : `"${input}"`} is not a URL`,
        remedy: "write http:// or https:// and a host",
      })),
    )
    .refine(
      (url) => !hasUser(url),
      withDetail({
        code: "password_in_url",
        message: "contains a user or a password, which anyone with the stack's state could read",
        remedy: "remove them",
      }),
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
