/** Stands for an encrypted value that nobody has decrypted. */
export const SEALED = "[encrypted]";

/**
 * A config file's keys as Pulumi would hand them to the program: text, or JSON.
 *
 * @param values keys with their values, encrypted ones as `{ secure: … }`
 * @param decrypted what is known of encrypted values: the stack's config as Pulumi holds it in clear
 */
export function heldConfig(
  values: Readonly<Record<string, unknown>>,
  decrypted: Readonly<Record<string, string>>,
): Record<string, string> {
  const held = Object.entries(values).map(([key, value]): [string, string] => {
    if (typeof value !== "object" || value === null) return [key, String(value ?? "")];
    if (isSealed(value)) return [key, decrypted[key] ?? SEALED];
    return [key, JSON.stringify(unsealed(value, parsed(decrypted[key])))];
  });
  return Object.fromEntries(held);
}

function unsealed(value: unknown, known: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isSealed(value)) return typeof known === "string" ? known : SEALED;
  if (Array.isArray(value)) return value.map((item, index) => unsealed(item, childOf(known, index)));
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, unsealed(child, childOf(known, key))]));
}

function isSealed(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === "secure" && typeof (value as { secure: unknown }).secure === "string";
}

function childOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
