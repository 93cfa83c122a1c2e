import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MAIN = join(import.meta.dirname, "../../../agent/dist/worker/main.js");

/** `arkenos-agent` as a process, with its log. */
export class WorkerProcess {
  output = "";
  readonly #spool = mkdtempSync(join(tmpdir(), "arkenos-spool-"));
  readonly #child: ChildProcess;
  readonly exited: Promise<number | null>;

  constructor(args: readonly string[], env: Record<string, string>) {
    // The machine's own settings must not affect the test.
    const base = {
      PATH: process.env["PATH"] ?? "",
      HOME: process.env["HOME"] ?? "",
      TMPDIR: process.env["TMPDIR"] ?? "/tmp",
      // Workers of other tests leave records too.
      ARKENOS_SPOOL_PATH: this.#spool,
    };
    this.#child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...base, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
    this.exited = new Promise((resolve) =>
      this.#child.once("exit", (code) => {
        rmSync(this.#spool, { recursive: true, force: true });
        resolve(code);
      }),
    );
  }

  /** The lines of its log with this message. */
  logged(message: string): Record<string, unknown>[] {
    return this.output
      .split("\n")
      .filter((line) => line.startsWith("{") && line.includes(message))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  kill(signal: NodeJS.Signals = "SIGKILL"): void {
    this.#child.kill(signal);
  }
}
