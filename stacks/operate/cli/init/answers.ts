import { parseEnv } from "node:util";
import { ENVIRONMENT, type Setting, setOf } from "@arkenos/provider/clouds";
import type { Context } from "../stack/context.js";
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

/** The ways to prove who calls, and the account that each is for; a way is whole only together. */
const WAYS: readonly { readonly account: Setting; readonly proof: readonly Setting[] }[] = [
  { account: "livekitUrl", proof: ["livekitApiKey", "livekitApiSecret"] },
  { account: "twilioAccountSid", proof: ["twilioApiKey", "twilioApiSecret"] },
  { account: "twilioAccountSid", proof: ["twilioAuthToken"] },
];

/**
 * What is known without asking anybody; the rest stays open. Credentials come from one source as a whole.
 * Flags hold no secrets, so what they and standard input begin may be completed by a source that does not
 * contradict them.
 */
export function knownAnswers({ io }: Context, flags: InitFlags, known: Known): Answers {
  const given = answersOf((name) => (flags as Answers)[name] || known.input[ENVIRONMENT[name]]);
  const held = answersOf((name) => known.held[`arkenos:${name}`]);
  const env = answersOf((name) => io.env[ENVIRONMENT[name]]);
  const sets = [...new Set(SETTINGS.map(setOf))];
  return Object.assign({}, ...sets.map((set) => setIn(set, given, [held, env]))) as Answers;
}

/** One set from what was given, or from the first of the others that has it. */
function setIn(set: readonly Setting[], given: Answers, others: readonly Answers[]): Answers {
  const ways = WAYS.filter(({ proof }) => proof.some((name) => set.includes(name)));
  const begun = ways.find(({ proof }) => proof.some((name) => given[name] !== undefined));
  const wanted = begun?.proof ?? set;
  const matters = [...ways.map(({ account }) => account), ...wanted];
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
