import type { WorkerVariable } from "./worker-environment.js";

/** Variables as `export` lines of a POSIX shell. */
export function shellExports(variables: readonly WorkerVariable[]): string {
  return variables.map(({ name, value }) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`).join("");
}
