import type { Io } from "./io.js";
import { wrapped } from "./wrap.js";

/** Tells a person something while a command runs. It is no answer, so it goes to standard error. */
export function tell({ stderr, widths }: Io, text: string): void {
  stderr.write(`${wrapped(text, widths.stderr)}\n`);
}
