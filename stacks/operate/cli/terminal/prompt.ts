import { type ProblemDetail, detailText } from "@arkenos/provider/problem";
import { shownLines } from "@arkenos/provider/text";
import type { Writable } from "node:stream";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { answerText } from "./answer.js";
import { wrapped } from "./wrap.js";

/** A question, and how a script answers it in advance. */
export interface Question {
  readonly message: string;
  /** What a script sets instead: `--agent ID`, `TWILIO_AUTH_TOKEN`. */
  readonly instead: string;
  /** What is wrong with an answer; undefined if nothing is. It is shown below the question and has no code. */
  readonly problem?: (answer: string) => Omit<ProblemDetail, "code"> | undefined;
  /** An example, shown until something is typed. */
  readonly placeholder?: string;
  /** The answer that Enter alone gives. Typing replaces it. A text is shown in brackets, a secret is not shown. */
  readonly fallback?: string | undefined;
}

/** Asks whether to continue; `--yes` continues. @throws CommandError if there is no terminal to ask at */
export async function confirm(context: Context, message: string, instead = "--yes"): Promise<boolean> {
  if (context.yes) return true;
  const { prompts, ...shown } = await ask(context, message, instead);
  return answered(prompts, await prompts.confirm({ initialValue: false, ...shown }));
}

/**
 * Shows what a question is about, and asks it. `--yes` continues without showing anything: the answer will.
 *
 * @throws CommandError if there is no terminal to ask at
 */
export async function confirmAfter(context: Context, text: string, message: string): Promise<boolean> {
  const { stderr, color, widths } = context.io;
  if (canAsk(context)) stderr.write(wrapped(answerText(text, color), widths.stderr));
  return confirm(context, message);
}

/** The answer of a command whose findings were shown before the question that was answered with no. */
export const NOT_FIXED = "Nothing was changed.";

/** Asks for a text. @throws CommandError if there is no terminal to ask at */
export async function askText(context: Context, question: Question): Promise<string> {
  const { placeholder, fallback, problem } = question;
  const message = fallback === undefined ? question.message : `${question.message} [${fallback}]`;
  const { prompts, ...shown } = await ask(context, message, question.instead);
  const validate = (value = "") => textOf(problem?.(value || (fallback ?? "")));
  const options = { defaultValue: fallback, ...(fallback === undefined && { placeholder }) };
  return answered(prompts, await prompts.text({ ...options, validate, ...shown }));
}

/** Asks for a secret without showing it. @throws CommandError if there is no terminal to ask at */
export async function askSecret(context: Context, question: Question): Promise<string> {
  const { fallback = "", problem } = question;
  const message = fallback === "" ? question.message : `${question.message} [press Enter to keep the current value]`;
  const { prompts, ...shown } = await ask(context, message, question.instead);
  const validate = (value = "") => textOf(problem?.(value || fallback));
  return answered(prompts, await prompts.password({ validate, ...shown })) || fallback;
}

function textOf(problem: Omit<ProblemDetail, "code"> | undefined): string | undefined {
  return problem && detailText(problem);
}

/** The problem of an empty answer. */
export function required(what: string) {
  return (answer: string) => (/\S/.test(answer) ? undefined : { message: `${what} is required` });
}

/** Asks to choose. @throws CommandError if there is no terminal to ask at */
export async function choose(
  context: Context,
  { message, instead, options }: Pick<Question, "message" | "instead"> & { options: readonly Choice[] },
): Promise<string> {
  const { prompts, ...shown } = await ask(context, message, instead);
  return answered(prompts, await prompts.select({ options: [...options], ...shown }));
}

/** One of several answers. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** Fails early if a later question could not be asked. @throws CommandError if there is no terminal to ask at */
export function requireTerminal({ io, json, yes }: Context, message: string, instead = "--yes"): void {
  if (yes || (io.isTerminal && !json)) return;
  const next = `Use ${instead} to skip the prompt`;
  throw new CommandError({
    code: "needs_terminal",
    message: `Cannot prompt for "${message}" ${json ? "with --json" : "without a terminal"}`,
    exitCode: ExitCode.usage,
    next,
  });
}

/** Whether questions can be asked: at a terminal, without `--yes` and `--json`. */
export function canAsk({ io, json, yes }: Context): boolean {
  return io.isTerminal && !json && !yes;
}

/** Shows between questions how something went. */
export async function report({ io }: Context, kind: "success" | "error", text: string): Promise<void> {
  const { log } = await import("@clack/prompts");
  log[kind](beside(io, shownLines(text)), { output: io.stderr });
}

/** The columns that the prompts' frame takes. */
const FRAME = 3;

/** Wraps a text beside the frame, where the prompts themselves would break a command or an id. */
function beside({ widths: { stderr } }: Context["io"], text: string): string {
  return wrapped(text, stderr && Math.max(1, stderr - FRAME));
}

type Prompts = typeof import("@clack/prompts");

async function ask(context: Context, message: string, instead: string) {
  requireTerminal({ ...context, yes: false }, message, instead);
  const { io } = context;
  const streams: { input: typeof io.stdin; output: Writable } = { input: io.stdin, output: io.stderr };
  return { prompts: await import("@clack/prompts"), message: beside(io, shownLines(message)), ...streams };
}

function answered<Value>(prompts: Prompts, value: Value): Exclude<Value, symbol> {
  if (prompts.isCancel(value)) throw new CommandError({ code: "canceled", message: "Canceled; nothing was changed" });
  return value as Exclude<Value, symbol>;
}
