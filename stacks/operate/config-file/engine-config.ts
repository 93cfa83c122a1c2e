/** Replaces an encrypted value that could not be decrypted. */
export const ENCRYPTED = "[encrypted]";

/**
 * The keys of a config file in the form in which Pulumi passes them to the program: text, or JSON.
 *
 * @param values keys with their values; encrypted values have the form `{ secure: … }`
 * @param decrypted the known plaintext of encrypted values: the stack's config as Pulumi decrypts it
 */
export function engineConfigOf(
  values: Readonly<Record<string, unknown>>,
  decrypted: Readonly<Record<string, string>>,
): Record<string, string> {
  const config = Object.entries(values).map(([key, value]): [string, string] => {
    if (typeof value !== "object" || value === null) return [key, String(value ?? "")];
    if (isEncrypted(value)) return [key, decrypted[key] ?? ENCRYPTED];
    return [key, JSON.stringify(clear(value, parsed(decrypted[key])))];
  });
  return Object.fromEntries(config);
}

function clear(value: unknown, known: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isEncrypted(value)) return typeof known === "string" ? known : ENCRYPTED;
  if (Array.isArray(value)) return value.map((item, index) => clear(item, childOf(known, index)));
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, clear(child, childOf(known, key))]));
}

/** Whether a value is one that Pulumi encrypted. */
export function isEncrypted(value: object): value is { readonly secure: string } {
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
