import type { WorkerVariable } from "./worker-environment.js";
import { UnwritableError } from "./unwritable-error.js";

/** The longest line, in bytes, that Go's line reader takes; both programs read with it. */
const LONGEST_LINE = 64 * 1024 - 1;

/**
 * Variables as `docker run --env-file` and `kubectl create secret --from-env-file` read them: `NAME=value`, a line each.
 * Whatever follows the first `=` is the value, quotes, `#` and spaces included; there are no escapes, so a value of
 * several lines cannot be written.
 *
 * Sources: docker/cli `pkg/kvfile/kvfile.go`, kubernetes/kubectl `pkg/cmd/util/env_file.go`.
 *
 * @throws UnwritableError
 */
export function plainLines(variables: readonly WorkerVariable[]): string {
  return variables.map(lineOf).join("");
}

function lineOf({ name, value }: WorkerVariable): string {
  if (/[\r\n]/.test(value))
    throw new UnwritableError(
      `${name} has several lines, and this format writes one line per variable`,
      "Use --format kubernetes, --format json, or -- and a program to run",
    );
  const line = `${name}=${value}`;
  if (Buffer.byteLength(line) > LONGEST_LINE)
    throw new UnwritableError(
      `${name} is longer than the 64 KiB that docker and kubectl read of a line`,
      "Mount the table as a file and set ARKENOS_STACK_OUTPUTS, or use --format kubernetes",
    );
  return `${line}\n`;
}
