import { parseEnv } from "node:util";
import { ENVIRONMENT, type Setting, setOf } from "@arkenos/provider/clouds";
import type { Context } from "../stack/context.js";
import type { InitFlags } from "./flags.js";

/** The account settings of a stack. */
export type Answers = Partial<Record<Setting, string>>;

/** Sources of answers besides the flags, in this order. */
export interface Known {
  /** The stack's decrypted config. */
  readonly held: Readonly<Record<string, string>>;
  /** `NAME=value` lines from standard input. */
  readonly input: Readonly<Record<string, string | undefined>>;
}

/** Credentials that belong together, and the account that they are for. */
const CREDENTIAL_SETS: readonly { readonly account: Setting; readonly proof: readonly Setting[] }[] = [
  { account: "livekitUrl", proof: ["livekitApiKey", "livekitApiSecret"] },
  { account: "twilioAccountSid", proof: ["twilioApiKey", "twilioApiSecret"] },
  { account: "twilioAccountSid", proof: ["twilioAuthToken"] },
];

/**
 * The answers that are known without asking; the rest is undefined. The credentials of an account come from one source.
 * Flags hold no secrets, so credentials from flags and standard input may be completed from a source that agrees.
 */
export function knownAnswers({ io }: Context, flags: InitFlags, known: Known): Answers {
  const given = answersOf((name) => (flags as Answers)[name] || known.input[ENVIRONMENT[name]]);
  const held = answersOf((name) => known.held[`arkenos:${name}`]);
  const env = answersOf((name) => io.env[ENVIRONMENT[name]]);
  const sets = [...new Set(SETTINGS.map(setOf))];
  return Object.assign({}, ...sets.map((set) => setIn(set, given, [held, env]))) as Answers;
}

/** One set of settings, from what was given or from the first other source that has it. */
function setIn(set: readonly Setting[], given: Answers, others: readonly Answers[]): Answers {
  const sets = CREDENTIAL_SETS.filter(({ proof }) => proof.some((name) => set.includes(name)));
  const partialSet = sets.find(({ proof }) => proof.some((name) => given[name] !== undefined));
  const wanted = partialSet?.proof ?? set;
  const matters = [...sets.map(({ account }) => account), ...wanted];
  const agrees = (other: Answers) =>
    matters.every((name) => given[name] === undefined || other[name] === undefined || given[name] === other[name]);
  const other = others.find((one) => wanted.some((name) => one[name] !== undefined) && agrees(one));
  const all: Answers = { ...other, ...given };
  return answersOf((name) => (wanted.includes(name) ? all[name] : undefined));
}

const SETTINGS = Object.keys(ENVIRONMENT) as Setting[];

function answersOf(read: (name: Setting) => string | undefined): Answers {
  return Object.fromEntries(SETTINGS.map((name) => [name, read(name)]).filter(([, value]) => value));
}

/** With `--secrets-stdin`, the `NAME=value` lines of standard input. */
export async function readInput(
  { io }: Context,
  { secretsStdin }: InitFlags,
): Promise<Record<string, string | undefined>> {
  if (!secretsStdin) return {};
  let text = "";
  for await (const chunk of io.stdin) text += String(chunk);
  return parseEnv(text) as Record<string, string | undefined>;
}

/** Answers as environment variables. */
export function environmentOf(answers: Answers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answers).map(([setting, value]) => [ENVIRONMENT[setting as Setting], value]),
  );
}
