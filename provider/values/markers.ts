/**
 * The markers in the engine's data for values that it does not show. They come from Pulumi's RPC protocol.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts
 */

/** Stands for a value that is unknown during a preview. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key of every object that represents another value: a secret, an asset, an output. */
const SPECIAL = "4dabf18193072939515e22adb298388d";

/** The value of that key if the object represents a secret. */
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Whether a value is unknown. */
export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}

/** Whether a value, or anything in it, is unknown. */
export function hasUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasUnknown);
  if (value && typeof value === "object") return Object.values(value).some(hasUnknown);
  return isUnknown(value);
}

/** Whether the engine keeps a value secret. */
export function isSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && SPECIAL in value;
}

/** A secret in the form in which a provider hands it to the engine. */
export function secretValue(value: unknown): Readonly<Record<string, unknown>> {
  return { [SPECIAL]: SECRET, value };
}

/** A secret in the form that a state in plain text stores. */
export function secretMarker(plaintext: string): Readonly<Record<string, string>> {
  return { [SPECIAL]: SECRET, plaintext };
}
