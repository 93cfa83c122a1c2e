import type { WorkerVariable } from "../worker-env.js";

/** A value that no `.env` can hold. */
export class UnquotableError extends Error {
  constructor(name: string) {
    super(`${name} holds every kind of quote, so no .env file can hold it; hand it over as a Kubernetes Secret`);
    this.name = "UnquotableError";
  }
}

/**
 * Variables as a `.env` file, as Node's `--env-file`, dotenv and `lk` read it: what is between quotes is
 * taken as it is.
 *
 * @throws UnquotableError
 */
export function dotenv(variables: readonly WorkerVariable[]): string {
  return variables.map(({ name, value }) => `${name}=${quoted(name, value)}\n`).join("");
}

function quoted(name: string, value: string): string {
  // JSON can spell an apostrophe without one.
  const text = isJson(value) ? value.replaceAll("'", "\\u0027") : value;
  if (!text.includes("'")) return `'${text}'`;
  // Between double quotes, backslashes and dollars mean something to some readers.
  if (!/["\\$\n]/.test(text)) return `"${text}"`;
  if (!text.includes("`")) return `\`${text}\``;
  throw new UnquotableError(name);
}

function isJson(value: string): boolean {
  try {
    return typeof JSON.parse(value) === "object";
  } catch {
    return false;
  }
}
