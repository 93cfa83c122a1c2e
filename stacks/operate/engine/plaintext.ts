import { isSecret } from "@arkenos/provider/values/markers";

/** A value without the envelopes of its secrets, from a decrypted state. */
export function plaintextOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plaintextOf);
  if (!isSecret(value))
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plaintextOf(member)]));
  return "plaintext" in value && typeof value.plaintext === "string"
    ? plaintextOf(JSON.parse(value.plaintext))
    : undefined;
}
