import { createHmac } from "node:crypto";

/** The header that carries a request's signature: `t=1764288000,v1=5f2b…`. */
export const SIGNATURE_HEADER = "arkenos-signature";

/**
 * Signs a request: HMAC-SHA256, in hexadecimal, over the time in seconds since 1970, a dot, and the body as it is sent.
 * The receiver computes the same, compares in constant time, and refuses a time that is minutes old.
 *
 * @example
 * headers[SIGNATURE_HEADER] = signatureOf(body, secret, new Date()); // "t=1764288000,v1=5f2b…"
 */
export function signatureOf(body: string, secret: string, at: Date): string {
  const time = Math.floor(at.getTime() / 1000);
  return `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`;
}
