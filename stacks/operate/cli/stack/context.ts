import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { resolve } from "node:path";
import type { Answer } from "../terminal/answer.js";
import type { Io } from "../terminal/io.js";

/** What every command gets: its surroundings, and the options that all commands have. */
export interface Context {
  readonly io: Io;
  /** Folder that the command works in. */
  readonly cwd: string;
  /** The stack's name, if one was given. */
  readonly stack: string | undefined;
  /** One JSON object on standard output. */
  readonly json: boolean;
  /** Answers every question with yes. */
  readonly yes: boolean;
}

/**
 * Turns what a command does into the action that commander calls, with its arguments and then its options. Whoever
 * runs the program prints the answer.
 *
 * @example
 * new Command("lookup").argument("<number>").action(act(async (context, [number, options]) => …));
 */
export type Act = <Args extends unknown[]>(
  does: (context: Context, args: Args) => Promise<Answer>,
) => (...args: [...Args, CommandUnknownOpts]) => Promise<void>;

/** The options that all commands have, as commander parsed them. */
export interface GlobalOptions {
  stack?: string;
  cwd?: string;
  json?: boolean;
  yes?: boolean;
}

/** The context of a command line. */
export function contextOf({ stack, cwd = ".", json = false, yes = false }: GlobalOptions, io: Io): Context {
  return { io, cwd: resolve(io.cwd, cwd), stack: stack ?? io.env.PULUMI_STACK, json, yes };
}
