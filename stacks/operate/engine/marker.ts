const SECRET = "4dabf18193072939515e22adb298388d";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether the engine keeps a value secret. */
export function isSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && SECRET in value;
}

/** Whether a value is one that only `up` will know. */
export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}
