import type { Problem } from "@arkenos/provider/problem";
import type { Persona } from "@arkenos/agent/persona";
import { PLUGINS } from "@arkenos/agent/plugins";
import { problemWith, type ConfigContext } from "../stack/config-problem.js";
import type { Context } from "../stack/context.js";
import { askSecret, askText, required } from "../terminal/prompt.js";
import { INFERENCE } from "./voices.js";

/** A new agent that can talk, and the API key that its models need besides LiveKit's. */
export interface NewAgent {
  readonly id: string;
  readonly persona: Pick<Persona, "systemPrompt"> & Models;
  readonly key?: { readonly variable: string; readonly value: string };
}

/** What is known of a new agent without asking. */
export interface NewAgentFlags {
  readonly id?: string | undefined;
  readonly prompt?: string | undefined;
  /** Models: `inference`, or a plugin with a realtime model. @default "inference" */
  readonly voice?: string | undefined;
}

/** The config that the agent is for, and where its key may be found. */
export interface AgentContext extends ConfigContext {
  /** `NAME=value` lines from standard input. */
  readonly input: Readonly<Record<string, string | undefined>>;
}

type Models =
  | { readonly stt: string; readonly llm: string; readonly tts: string }
  | { readonly llm: { readonly plugin: string; readonly realtime: true } };

const OF_INFERENCE = { stt: "deepgram/nova-3", llm: "openai/gpt-4o-mini", tts: "cartesia/sonic-3" };

/** A new agent by flags; what they leave out is asked for. */
export async function newAgent(
  context: Context,
  { id: givenId, prompt, voice = INFERENCE }: NewAgentFlags,
  current: AgentContext,
): Promise<NewAgent> {
  const id = givenId ?? (await askId(context, current));
  const systemPrompt = prompt ?? (await askPrompt(context, id));
  if (voice === INFERENCE) return { id, persona: { systemPrompt, ...OF_INFERENCE } };
  const key = await keyOf(context, voice, current);
  return { id, persona: { systemPrompt, llm: { plugin: voice, realtime: true } }, ...(key && { key }) };
}

/** The problem of a new agent's id or instructions; undefined if there is none. */
export function agentProblem(id: string, systemPrompt: string, current: ConfigContext): Problem | undefined {
  return problemWith("agents", { [id]: { systemPrompt, ...OF_INFERENCE } }, current);
}

function askId(context: Context, current: ConfigContext): Promise<string> {
  return askText(context, {
    message: "Name of your first agent",
    fallback: "reception",
    instead: "--agent",
    problem: (id) => agentProblem(id, "any", current),
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
async function keyOf(context: Context, plugin: string, { held, input }: AgentContext): Promise<NewAgent["key"]> {
  const variable = PLUGINS.get(plugin)?.variable;
  if (variable === undefined) return undefined;
  const agentEnv = JSON.parse(held["arkenos:agentEnv"] ?? "{}") as object;
  if (Object.hasOwn(agentEnv, variable)) return undefined;
  const known = input[variable] || context.io.env[variable];
  const message = `API key for ${plugin}`;
  const value = known ?? (await askSecret(context, { message, instead: variable, problem: required("the key") }));
  return { variable, value };
}
