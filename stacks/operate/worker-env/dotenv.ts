import { TABLE, type WorkerVariable } from "./worker-environment.js";
import { UnwritableError } from "./unwritable-error.js";

/** Text that every reader of `.env` files reads unchanged without quotes. */
const PLAIN = /^[^\s'"`#$\\]([^#$\\\r\n]*[^\s#$\\])?$/;
/** What means something to some readers outside of quotes, and in JSON stands only within strings. */
const MEANINGFUL = /['`#$]/g;

/**
 * Variables as a `.env` file, as Node's `--env-file`, dotenv and `lk` read it. What needs no quotes has none, so that
 * programs that keep quotes read the same; quoted text is taken literally.
 *
 * @throws UnwritableError
 */
export function dotenv(variables: readonly WorkerVariable[]): string {
  return variables.map(({ name, value }) => `${name}=${written(name, value)}\n`).join("");
}

/** The variables that {@link dotenv} puts into quotes, which `docker --env-file` and `kubectl --from-env-file` keep. */
export function quotedVariables(variables: readonly WorkerVariable[]): string[] {
  return variables.filter(({ name, value }) => /^['"`]/.test(written(name, value))).map(({ name }) => name);
}

function written(name: string, value: string): string {
  if (value === "" || PLAIN.test(value)) return value;
  // The worker reads the table as JSON, so it may be spelled in any way that means the same.
  if (name === TABLE) return value.replaceAll(/[\r\n]/g, " ").replaceAll(MEANINGFUL, escaped);
  if (!value.includes("'")) return `'${value}'`;
  // Between double quotes, backslashes and dollars mean something to some readers.
  if (!/["\\$\n]/.test(value)) return `"${value}"`;
  if (!value.includes("`")) return `\`${value}\``;
  throw new UnwritableError(
    `${name} holds every kind of quote, so no .env file can hold it`,
    "Use --format kubernetes, --format json, or -- and a program to run",
  );
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
