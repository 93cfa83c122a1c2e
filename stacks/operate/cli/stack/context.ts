import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { resolve } from "node:path";
import type { Answer } from "../terminal/answer.js";
import type { Io } from "../terminal/io.js";

/** What every command gets: its input and output, and the global options. */
export interface Context {
  readonly io: Io;
  /** Folder that the command runs in. */
  readonly cwd: string;
  /** The stack's name, if set. */
  readonly stack: string | undefined;
  /** Print one JSON object. */
  readonly json: boolean;
  /** Answer yes to every question. */
  readonly yes: boolean;
}

/**
 * Wraps a command's function as a commander action, called with the arguments and then the options. The program prints
 * its answer.
 *
 * @example
 * ```ts
 * const action = act<[number: string]>((context, [number]) => lookup(context, number));
 * ```
 */
export type Act = <Args extends unknown[]>(
  does: (context: Context, args: Args) => Promise<Answer>,
) => (...args: [...Args, CommandUnknownOpts]) => Promise<void>;

/** The global options as commander parses them. */
export interface GlobalOptions {
  stack?: string;
  cwd?: string;
  json?: boolean;
  yes?: boolean;
}

/** The context of a command line. */
export function contextOf({ stack, cwd = ".", json = false, yes = false }: GlobalOptions, io: Io): Context {
  const folder = resolve(io.cwd, cwd);
  return { io: withFile(io, folder), cwd: folder, stack: stack ?? io.env.PULUMI_STACK, json, yes };
}

/** The engine runs in the project's folder, and would look for the passphrase's file there. */
function withFile(io: Io, folder: string): Io {
  const { PULUMI_CONFIG_PASSPHRASE_FILE: file } = io.env;
  if (!file) return io;
  const env = { ...io.env, PULUMI_CONFIG_PASSPHRASE_FILE: resolve(folder, file) };
  // A spread would read the signal, and reading it keeps the first interrupt from ending the command.
  return Object.defineProperties({} as Io, {
    ...Object.getOwnPropertyDescriptors(io),
    env: { value: env, enumerable: true },
  });
}
