import type { Persona } from "@arkenos/agent/persona";
import { PLUGINS } from "@arkenos/agent/plugins";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { askSecret, askText, canAsk } from "../terminal/prompt.js";
import type { Known } from "./answers.js";
import type { InitFlags } from "./flags.js";
import { INFERENCE } from "./voices.js";

/** A first agent, and the API key that its models need besides LiveKit's. */
export interface FirstAgent {
  readonly id: string;
  readonly persona: Pick<Persona, "systemPrompt"> & Models;
  readonly key?: { readonly variable: string; readonly value: string };
}

type Models =
  | { readonly stt: string; readonly llm: string; readonly tts: string }
  | { readonly llm: { readonly plugin: string; readonly realtime: true } };

const OF_INFERENCE = { stt: "deepgram/nova-3", llm: "openai/gpt-4o-mini", tts: "cartesia/sonic-3" };

/** The first agent of a stack without agents; a number needs one. */
export async function collectAgent(context: Context, flags: InitFlags, known: Known): Promise<FirstAgent | undefined> {
  const { agent, prompt, voice = INFERENCE } = flags;
  const isGiven = agent !== undefined && prompt !== undefined;
  if (!isGiven && (known.held["arkenos:agents"] !== undefined || !canAsk(context))) return undefined;
  const id = agent ?? (await askId(context));
  const systemPrompt = prompt ?? (await askPrompt(context, id));
  if (voice === INFERENCE) return { id, persona: { systemPrompt, ...OF_INFERENCE } };
  const key = await keyOf(context, voice, known);
  return { id, persona: { systemPrompt, llm: { plugin: voice, realtime: true } }, ...(key && { key }) };
}

/** @throws CommandError if only one of --agent and --prompt is set */
export function requireAgentAndPrompt({ agent, prompt }: Pick<InitFlags, "agent" | "prompt">): void {
  if ((agent === undefined) === (prompt === undefined)) return;
  throw new CommandError(`${agent === undefined ? "--prompt needs --agent" : "--agent needs --prompt"}`, {
    exitCode: ExitCode.usage,
    next: 'Use both: --agent reception --prompt "You answer for Acme."',
  });
}

function askId(context: Context): Promise<string> {
  return askText(context, {
    message: "Name of your first agent",
    initial: "reception",
    instead: "--agent",
    problem: required("a name"),
  });
}

function askPrompt(context: Context, id: string): Promise<string> {
  return askText(context, {
    message: `Instructions for ${id}`,
    placeholder: "You answer for Acme.",
    instead: "--prompt",
    problem: required("an instruction"),
  });
}

/** The API key of a plugin, unless the stack already has it. */
async function keyOf(context: Context, plugin: string, { held, input }: Known): Promise<FirstAgent["key"]> {
  const variable = PLUGINS.get(plugin)?.variable;
  if (variable === undefined) return undefined;
  const agentEnv = JSON.parse(held["arkenos:agentEnv"] ?? "{}") as object;
  if (Object.hasOwn(agentEnv, variable)) return undefined;
  const known = input[variable] || context.io.env[variable];
  const message = `API key for ${plugin}`;
  const value = known ?? (await askSecret(context, { message, instead: variable, problem: required("the key") }));
  return { variable, value };
}

function required(what: string) {
  return (value: string) => (/\S/.test(value) ? undefined : `${what} is required`);
}
