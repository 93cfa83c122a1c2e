/**
 * Whether a provider is the engine's own, which has the stack's accounts. A provider that a program declares may have
 * others, whatever its name begins with.
 *
 * @param provider its URN, with or without its id
 */
export function isDefaultProvider(provider: string): boolean {
  return /^default(_\d|$)/.test(provider.split("::")[3] ?? "");
}
