import { onThisStack } from "../../on-this-stack.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import { changeConfig } from "../stack/changed-config.js";
import { requireFlag } from "../stack/config-problem.js";
import type { Context } from "../stack/context.js";
import { engineFor } from "../stack/engine.js";
import { openConfigured } from "../stack/opened-stack.js";
import type { Answer } from "../terminal/answer.js";
import { setAgentKey } from "./agent-key.js";
import { agentProblem, newAgent, type NewAgentFlags } from "./new-agent.js";

/** `arkenos agents add`: adds an agent to the config. Neither cloud is called; `up` brings it to the worker. */
export async function runAdd(
  context: Context,
  id: string,
  flags: Pick<NewAgentFlags, "prompt" | "voice">,
): Promise<Answer> {
  const opened = await openConfigured(context);
  const { stack, file, held, config } = opened;
  const { env } = context.io;
  if (Object.hasOwn(config.agents, id)) throw alreadyThere(id);
  const given = { folder: stack.folder, env, held, answers: {}, input: {} };
  requireFlag(id || "id", agentProblem(id, "any", given));
  if (flags.prompt !== undefined) requireFlag("--prompt", agentProblem(id, flags.prompt, given));
  const { persona, key } = await newAgent(context, { id, ...flags }, given);
  const withKey = { ...context, io: { ...context.io, env: { ...env, ...(key && { [key.variable]: key.value }) } } };
  // Where no engine is found, nothing is written.
  const at = key && { engine: await engineFor(context), folder: stack.folder, env };
  const edit = await changeConfig(opened, withKey, {
    command: "arkenos agents add",
    edit: (draft) => {
      if (!draft.addAgent(id, persona)) throw alreadyThere(id);
    },
  });
  if (key && at) {
    await setAgentKey(at, { stack: stack.name, file, held }, key).catch(async (error: unknown) => {
      // Without its key, the agent would make the config invalid for every command.
      await edit.undo();
      throw error;
    });
  }
  return {
    data: { stack: stack.name, agent: id, changed: edit.lines, ...(key && { key: key.variable }) },
    text: [
      `Added ${id} to the config${key ? `, and ${key.variable} to its encrypted agentEnv` : ""}.`,
      `Next: ${onThisStack("arkenos numbers search")}, then ${onThisStack(`arkenos numbers buy NUMBER --agent ${id}`)}`,
    ].join("\n"),
  };
}

function alreadyThere(id: string): CommandError {
  return new CommandError({
    code: "agent_exists",
    message: `The config already has an agent ${id}`,
    exitCode: ExitCode.usage,
    next: "Choose another name, or edit the agent in the stack's config file",
  });
}
