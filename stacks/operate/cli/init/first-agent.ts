import { agentProblem, type AgentContext, newAgent, type NewAgent } from "../agents/new-agent.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import type { Context } from "../stack/context.js";
import { canAsk } from "../terminal/prompt.js";
import type { InitFlags } from "./flags.js";
import { requireFlag } from "../stack/config-problem.js";

/** The first agent of a stack without agents; a number needs one. */
export async function collectAgent(
  context: Context,
  { agent: id, prompt, voice }: InitFlags,
  current: AgentContext,
): Promise<NewAgent | undefined> {
  const isGiven = id !== undefined && prompt !== undefined;
  if (!isGiven && (current.held["arkenos:agents"] !== undefined || !canAsk(context))) return undefined;
  return newAgent(context, { id, prompt, voice }, current);
}

/** @throws CommandError if only one of --agent and --prompt is set */
export function requireAgentAndPrompt({ agent, prompt }: Pick<InitFlags, "agent" | "prompt">): void {
  if ((agent === undefined) === (prompt === undefined)) return;
  throw new CommandError({
    code: "invalid_flag",
    message: `${agent === undefined ? "--prompt needs --agent" : "--agent needs --prompt"}`,
    exitCode: ExitCode.usage,
    next: 'Use both: --agent reception --prompt "You answer for Acme."',
  });
}

/** @throws CommandError if the config does not take an agent with this id and these instructions */
export function requireAgentFlags({ agent, prompt }: InitFlags, current: AgentContext): void {
  if (agent === undefined || prompt === undefined) return;
  const problem = agentProblem(agent, prompt, current);
  requireFlag(problem?.path.includes("systemPrompt") ? "--prompt" : `--agent ${agent}`, problem);
}
