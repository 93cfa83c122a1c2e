import { validateHeaderValue } from "node:http";

const REFERENCE = /\$\{env:([A-Z][A-Z0-9_]*)\}/g;

/** Headers that are ready to be sent, and the secrets in them. */
export interface FilledHeaders {
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/**
 * Headers with their secrets in place.
 *
 * @throws Error naming every variable that is not set, or that no header can hold
 */
export function headersOf(
  headers: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): FilledHeaders {
  const names = variablesIn(headers);
  const missing = missingVariables(headers, (name) => !!env[name]);
  if (missing.length > 0)
    throw new Error(`needs the environment variable ${missing.join(", ")}; set it where the worker runs`);
  const broken = names.filter((name) => !isHeaderValue(env[name] ?? ""));
  if (broken.length > 0)
    throw new Error(`cannot send the environment variable ${broken.join(", ")}: it holds a line break or the like`);
  const fill = (value: string) => value.replace(REFERENCE, (_, name: string) => env[name] ?? "");
  return {
    headers: Object.fromEntries(Object.entries(headers).map(([header, value]) => [header, fill(value)])),
    secrets: names.map((name) => env[name] ?? ""),
  };
}

/** The variables that headers refer to, and that are not set. */
export function missingVariables(
  headers: Readonly<Record<string, string>>,
  isSet: (variable: string) => boolean,
): string[] {
  return variablesIn(headers).filter((name) => !isSet(name));
}

function variablesIn(headers: Readonly<Record<string, string>>): string[] {
  const found = Object.values(headers).flatMap((value) => [...value.matchAll(REFERENCE)].map(([, name = ""]) => name));
  return [...new Set(found)];
}

/** Node's own words on a bad value repeat it. */
function isHeaderValue(value: string): boolean {
  try {
    validateHeaderValue("x", value);
    return true;
  } catch {
    return false;
  }
}
