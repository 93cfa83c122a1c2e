/**
 * Whether a resource uses the engine's default provider, which has the stack's accounts. A provider that a program
 * declares may have others.
 */
export function isDefaultProvider(provider: string): boolean {
  return /::default[^:]*::/.test(provider);
}
