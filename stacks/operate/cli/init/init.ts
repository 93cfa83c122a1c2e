import { basename, relative } from "node:path";
import { repositoryTop } from "../../pipeline/repository.js";
import { pipelineSettings, type PipelineSettings } from "../../pipeline/pipeline-settings.js";
import { deriveSipDomain } from "@arkenos/stacks/sip-domain";
import type { NewAgent } from "../agents/new-agent.js";
import type { Answer } from "../terminal/answer.js";
import type { Context } from "../stack/context.js";
import type { InitFlags } from "./flags.js";
import { withScratchHome } from "./scratch-home.js";
import { validStack } from "./valid-stack.js";
import { writeStack } from "./write-stack.js";
import { connectionData, connectionText } from "../test-connection/test-connection.js";

/**
 * `arkenos init`. Writes nothing until everything is valid, except that Pulumi marks an empty bucket. If it
 * fails before the stack exists, the project folder, the state folder and Pulumi's login stay as they were. Existing files
 * and settings stay, so that a second run continues where the first one stopped.
 */
export async function runInit(context: Context, flags: InitFlags): Promise<Answer> {
  const { env } = context.io;
  const { connections, ...stack } = await withScratchHome(env, (scratch) => validStack(context, flags, scratch));
  const { name, isNew, at, place, contents } = stack;
  const { file, answers, agent } = contents;
  const { folder } = at;
  const { files, unlocked, changed } = await writeStack(context, stack);
  const pipeline = flags.pipeline && pipelineSettings(flags.pipeline, name, place.url);
  const done = [
    ...(files.length > 0 ? [`Wrote ${files.join(", ")}.`] : []),
    ...(unlocked ? [`package-lock.json was not written (${unlocked}); npm install creates it.`] : []),
    ...(isNew ? [`Created stack ${name}.`] : []),
    ...(changed.length > 0 ? [`Set in ${basename(file)}: ${changed.join(", ")}.`] : []),
  ];
  if (agent && changed.includes(`agents.${agent.id}`) && needsCloud(agent, answers.livekitUrl))
    done.push(
      `${agent.id} uses LiveKit Inference, which needs LiveKit Cloud. For a self-hosted server, set plugins for it in ${basename(file)}.`,
    );
  const text = [
    connections.map(connectionText).join("\n\n"),
    done.length === 0 ? `Stack ${name} is already set up; nothing was changed.` : done.join("\n"),
    ...(pipeline ? [[...settingsText(pipeline), ...misplaced(folder)].join("\n")] : []),
    ...(at.env.PULUMI_CONFIG_PASSPHRASE === place.at.env.PULUMI_CONFIG_PASSPHRASE
      ? []
      : ["Set PULUMI_CONFIG_PASSPHRASE to your passphrase in this shell: every command needs it."]),
    `Next: ${files.includes("package.json") ? "npm install, then npx --no-install " : ""}arkenos numbers search`,
  ];
  return {
    data: { stack: name, folder, files, isNew, changed, connections: connections.map(connectionData), pipeline },
    text: text.join("\n\n"),
  };
}

function settingsText({ variables, secrets, remarks }: PipelineSettings): string[] {
  return [
    `The CI workflows need the variables ${variables.join(", ")} and the secrets ${secrets.join(", ")}.`,
    ...remarks,
  ];
}

function needsCloud({ persona }: NewAgent, livekitUrl = ""): boolean {
  return typeof persona.llm === "string" && deriveSipDomain(livekitUrl) === undefined;
}

/** GitHub and GitLab find workflows only at the top of the repository. */
function misplaced(folder: string): string[] {
  const below = relative(repositoryTop(folder), folder);
  if (below === "") return [];
  return [`The project is in ${below}: move the workflows to the repository root, and run their commands in ${below}.`];
}
