import { createHmac } from "node:crypto";

/** Header with a request's signature: `t=1764288000,v1=5f2b…`. */
export const SIGNATURE_HEADER = "arkenos-signature";

/**
 * Signs a request: HMAC-SHA256, in hexadecimal, over the Unix time in seconds, a dot, and the raw body. The receiver
 * computes the same, compares in constant time, and rejects old times.
 *
 * @example
 * ```ts
 * headers[SIGNATURE_HEADER] = signatureOf(body, secret, new Date()); // "t=1764288000,v1=5f2b…"
 * ```
 */
export function signatureOf(body: string, secret: string, at: Date): string {
  const time = Math.floor(at.getTime() / 1000);
  return `t=${time},v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`;
}
