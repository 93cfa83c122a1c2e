import type { Readable, Writable } from "node:stream";

/** The parts of the process that a command may use; tests pass their own. */
export interface Io {
  /** The answer, nothing else. */
  readonly stdout: Writable;
  /** Progress, questions, warnings. */
  readonly stderr: Writable;
  readonly stdin: Readable;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Whether a person can see progress and answer questions. */
  readonly isTerminal: boolean;
  /** Width of standard output in characters; 80 for a pipe. */
  readonly columns: number;
  /** Widths at which text wraps: those of terminals. A pipe has none, and nothing wraps there. */
  readonly widths: { readonly stdout?: number | undefined; readonly stderr?: number | undefined };
  /** Whether the answer is colored. */
  readonly color: boolean;
  /** Aborted when the person stops the command; requests in progress may finish. */
  readonly signal: AbortSignal;
}

/** Those of the current process. */
export function processIo(): Io {
  const { stdout, stderr, stdin, env } = process;
  let signal: AbortSignal | undefined;
  return {
    ...{ stdout, stderr, stdin, env },
    cwd: process.cwd(),
    isTerminal: Boolean(stdin.isTTY && stderr.isTTY),
    columns: stdout.columns || 80,
    // A person may resize the terminal during a run. A terminal that has no size reports 0.
    get widths() {
      return { stdout: stdout.columns || undefined, stderr: stderr.columns || undefined };
    },
    color: wantsColor(env, Boolean(stdout.isTTY)),
    // A command that does not use it is ended by the first interrupt.
    get signal() {
      return (signal ??= interrupted());
    },
  };
}

/** By https://no-color.org and https://force-color.org; `dumb` terminals have no colors. */
function wantsColor(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return !["", "0", "false"].includes(env.FORCE_COLOR);
  return isTerminal && env.TERM !== "dumb";
}

/** The first interrupt asks the command to stop; the next one ends the process. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  const heard = (signal: NodeJS.Signals) => {
    controller.abort(signal);
    for (const each of SIGNALS) process.off(each, heard);
  };
  for (const each of SIGNALS) process.on(each, heard);
  return controller.signal;
}

/** What asks a command to stop. */
export const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
