import { parseEnv } from "node:util";
import { ENVIRONMENT, livekit, type Setting, twilio } from "@arkenos/provider/clouds";
import { deriveSipDomain } from "../../sip-domain.js";
import type { Context } from "../context.js";
import type { InitFlags } from "./flags.js";
import { askSecret, askText } from "../prompt.js";

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

/** Takes what is known, and asks a person for the rest; without one, the rest stays open. */
export async function collect(context: Context, flags: InitFlags, known: Known): Promise<Answers> {
  const { io } = context;
  const answers: Answers = {};
  for (const setting of Object.keys(ENVIRONMENT) as Setting[]) {
    const flag = (flags as Partial<Record<Setting, string>>)[setting];
    const value =
      flag || known.input[ENVIRONMENT[setting]] || known.held[`arkenos:${setting}`] || io.env[ENVIRONMENT[setting]];
    if (value) answers[setting] = value;
  }
  if (!io.isTerminal || context.json) return answers;
  const missing = (setting: Setting) => answers[setting] === undefined;
  const problem = (setting: Setting) => (value: string) =>
    [livekit, twilio]
      .flatMap((cloud) => cloud.problems((name) => (name === setting ? value : answers[name])))
      .find((found) => found.startsWith(`${setting}:`))
      ?.replace(/^\w+: /, "");
  const text = async (setting: Setting, message: string, placeholder: string) => {
    if (missing(setting))
      answers[setting] = await askText(context, {
        ...{ message, placeholder, instead: ENVIRONMENT[setting], problem: problem(setting) },
      });
  };
  const secret = async (setting: Setting, message: string) => {
    if (missing(setting))
      answers[setting] = await askSecret(context, {
        ...{ message, instead: ENVIRONMENT[setting], problem: problem(setting) },
      });
  };
  await text("livekitUrl", "Address of the LiveKit project", "wss://acme.livekit.cloud");
  await text("livekitApiKey", "Its API key", "API…");
  await secret("livekitApiSecret", "The key's secret");
  await text("twilioAccountSid", "SID of the Twilio account", "AC…");
  if (missing("twilioApiKey")) await secret("twilioAuthToken", "Its auth token");
  else await secret("twilioApiSecret", "Secret of the API key");
  return answers;
}

/** LiveKit's SIP host, where the address does not tell it. */
export async function collectSipDomain(
  context: Context,
  given: string | undefined,
  { held }: Known,
  { livekitUrl = "" }: Answers,
): Promise<string | undefined> {
  const known = given ?? held["arkenos:sipDomain"];
  if (known !== undefined || deriveSipDomain(livekitUrl) !== undefined) return known;
  if (!context.io.isTerminal || context.json) return undefined;
  return askText(context, {
    message: "Where that LiveKit server takes SIP calls, host[:port]",
    placeholder: "sip.acme.example",
    instead: "--sip-domain",
    problem: (value) => (/\S/.test(value) ? undefined : "write a host"),
  });
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
