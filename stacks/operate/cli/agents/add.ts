import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import { setSecret } from "../init/engine-commands.js";
import { changeConfig } from "../stack/changed-config.js";
import { requireFlag } from "../stack/config-flaw.js";
import type { Context } from "../stack/context.js";
import { engineFor } from "../stack/engine.js";
import { openConfigured } from "../stack/opened-stack.js";
import type { Answer } from "../terminal/answer.js";
import { agentProblem, newAgent, type NewAgentFlags } from "./new-agent.js";

/** `arkenos agents add`: adds an agent to the config. Neither cloud is called; `up` brings it to the worker. */
export async function runAdd(
  context: Context,
  id: string,
  flags: Pick<NewAgentFlags, "prompt" | "voice">,
): Promise<Answer> {
  const opened = await openConfigured(context);
  const { stack, held, config } = opened;
  const { env } = context.io;
  if (Object.hasOwn(config.agents, id)) throw alreadyThere(id);
  const given = { folder: stack.folder, env, held, answers: {}, input: {} };
  requireFlag(id === "" ? "id" : id, agentProblem(id, flags.prompt ?? "any", given));
  const { persona, key } = await newAgent(context, { id, ...flags }, given);
  const withKey = { ...context, io: { ...context.io, env: { ...env, ...(key && { [key.variable]: key.value }) } } };
  const edit = await changeConfig(opened, withKey, {
    command: "arkenos agents add",
    edit: (draft) => {
      if (!draft.addAgent(id, persona)) throw alreadyThere(id);
    },
  });
  if (key) {
    const at = { engine: await engineFor(context), folder: stack.folder, env };
    await setSecret(at, stack.name, `arkenos:agentEnv.${key.variable}`, key.value);
  }
  return {
    data: { stack: stack.name, agent: id, changed: edit.lines, ...(key && { key: key.variable }) },
    text: [
      `Added ${id} to the config${key ? `, and ${key.variable} to its encrypted agentEnv` : ""}.`,
      `Next: arkenos numbers search, then arkenos numbers buy NUMBER --agent ${id}`,
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
