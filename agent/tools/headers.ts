const REFERENCE = /\$\{env:([A-Z][A-Z0-9_]*)\}/g;

/**
 * Headers with their secrets in place.
 *
 * @throws Error naming every variable that is not set
 */
export function headersOf(
  headers: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const names = Object.values(headers).flatMap((value) => [...value.matchAll(REFERENCE)].map(([, name = ""]) => name));
  const missing = [...new Set(names)].filter((name) => !env[name]);
  if (missing.length > 0)
    throw new Error(`needs the environment variable ${missing.join(", ")}; set it where the worker runs`);
  return Object.fromEntries(
    Object.entries(headers).map(([header, value]) => [
      header,
      value.replace(REFERENCE, (_, name: string) => env[name] ?? ""),
    ]),
  );
}
