import { createHash } from "node:crypto";

const REALM = "sip.twilio.com";

/** Twilio's stored form of a password: the MD5 digest that SIP's challenge needs (RFC 2617, HA1). */
export function passwordDigest(username: string, password: string): string {
  return createHash("md5").update(`${username}:${REALM}:${password}`).digest("hex");
}

/** Whether a password meets Twilio's rule for length and characters. */
export function isStrongPassword(password: string): boolean {
  return password.length >= 12 && /[a-z]/.test(password) && /[A-Z]/.test(password) && /\d/.test(password);
}
