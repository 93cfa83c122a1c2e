import { parseEnv } from "node:util";
import { ENVIRONMENT, type Setting } from "@arkenos/provider/clouds";
import type { Context } from "../context.js";
import type { InitFlags } from "./flags.js";

/** What a stack has to be told of its accounts. */
export type Answers = Partial<Record<Setting, string>>;

/** Settings that are encrypted. */
export const SECRETS = ["livekitApiSecret", "twilioAuthToken", "twilioApiSecret"] as const satisfies readonly Setting[];

/** Where the answers come from besides the flags, the first of them that has one. */
export interface Known {
  /** The stack's config in clear. */
  readonly held: Readonly<Record<string, string>>;
  /** What came by standard input, `NAME=value` lines. */
  readonly input: Readonly<Record<string, string | undefined>>;
}

/** What is known without asking anybody; the rest stays open. */
export function knownAnswers({ io }: Context, flags: InitFlags, known: Known): Answers {
  const answers: Answers = {};
  for (const setting of Object.keys(ENVIRONMENT) as Setting[]) {
    const flag = (flags as Partial<Record<Setting, string>>)[setting];
    const value =
      flag || known.input[ENVIRONMENT[setting]] || known.held[`arkenos:${setting}`] || io.env[ENVIRONMENT[setting]];
    if (value) answers[setting] = value;
  }
  return answers;
}

/** What standard input says, where it is to be read: lines of `NAME=value`. */
export async function readInput(
  { io }: Context,
  { secretsStdin }: InitFlags,
): Promise<Record<string, string | undefined>> {
  if (!secretsStdin) return {};
  let text = "";
  for await (const chunk of io.stdin) text += String(chunk);
  return parseEnv(text) as Record<string, string | undefined>;
}

/** Answers as the environment would give them. */
export function environmentOf(answers: Answers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answers).map(([setting, value]) => [ENVIRONMENT[setting as Setting], value]),
  );
}
