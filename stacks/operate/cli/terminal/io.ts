import type { Readable, Writable } from "node:stream";

/** Everything of the surrounding process that a command may touch; tests hand in their own. */
export interface Io {
  /** The answer, nothing else. */
  readonly stdout: Writable;
  /** Progress, questions, warnings. */
  readonly stderr: Writable;
  readonly stdin: Readable;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Whether a person is there who sees progress and can be asked. */
  readonly isTerminal: boolean;
  /** Characters in a line. */
  readonly columns: number;
  /** Whether the answer is coloured. */
  readonly colour: boolean;
  /** Aborted when the person wants to stop; running calls are let end. */
  readonly signal: AbortSignal;
}

/** The process's own. */
export function processIo(): Io {
  const { stdout, stderr, stdin, env } = process;
  let signal: AbortSignal | undefined;
  return {
    ...{ stdout, stderr, stdin, env },
    cwd: process.cwd(),
    isTerminal: Boolean(stdin.isTTY && stderr.isTTY),
    columns: stdout.columns ?? 80,
    colour: wantsColour(env, Boolean(stdout.isTTY)),
    // Whoever does not ask for it is ended by the first interrupt.
    get signal() {
      return (signal ??= interrupted());
    },
  };
}

/** By https://no-color.org and https://force-color.org; a terminal that cannot say so is called dumb. */
export function wantsColour(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return !["", "0", "false"].includes(env.FORCE_COLOR);
  return isTerminal && env.TERM !== "dumb";
}

/** Once a command has been asked to stop, the next interrupt ends the process, unless somebody else listens by then. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  const heard = (signal: NodeJS.Signals) => {
    controller.abort(signal);
    for (const each of SIGNALS) process.off(each, heard);
  };
  for (const each of SIGNALS) process.on(each, heard);
  return controller.signal;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
