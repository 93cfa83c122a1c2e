import { existsSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { findEngine } from "../../engine/find.js";
import type { EngineIn } from "../../engine/pulumi.js";
import { EngineStack } from "../../engine/stack.js";
import { repositoryTop } from "../../pipeline/repository.js";
import { pipelineSettings, type PipelineSettings } from "../../pipeline/pipeline-settings.js";
import { pendingPipeline, writePipeline } from "../../pipeline/write-pipeline.js";
import { deriveSipDomain } from "@arkenos/stacks/sip-domain";
import type { Answer } from "../terminal/answer.js";
import type { Context } from "../stack/context.js";
import type { InitFlags } from "./flags.js";
import { askForAccounts } from "./account-questions.js";
import { knownAnswers, readInput } from "./answers.js";
import { nameSchema } from "./editor-schema.js";
import { collectAgent, type FirstAgent, requireAgentAndPrompt } from "./first-agent.js";
import { backendOf, createStack, requireBackend, stackNames } from "./engine-commands.js";
import { projectFolderOr, requireModules, writeProject } from "./project-files.js";
import { collectSipDomain } from "./stack-questions.js";
import { verified } from "./verified.js";
import { writeConfig } from "./write-config.js";
import { canAsk } from "../terminal/prompt.js";
import { configFileOf, requireYaml } from "../stack/stack-file.js";
import { connectionData, connectionText } from "../test-connection/test-connection.js";

/**
 * `arkenos init`. Nothing is written until both accounts have been verified. Existing files and settings stay, so that a
 * second run continues where the first one stopped.
 */
export async function runInit(context: Context, flags: InitFlags): Promise<Answer> {
  requireAgentAndPrompt(flags);
  const folder = projectFolderOr(context.cwd);
  await requireModules(folder);
  if (flags.pipeline) await pendingPipeline(flags.pipeline, folder);
  const at: EngineIn = { engine: await findEngine({ env: context.io.env }), folder, env: context.io.env };
  const name = context.stack ?? "dev";
  const isNew = !existsSync(join(folder, "Pulumi.yaml")) || !(await stackNames(at)).includes(name);
  if (isNew) await requireBackend(at);
  const held = isNew ? {} : await configOf(at, name);
  const known = { held, input: await readInput(context, flags) };
  const answers = knownAnswers(context, flags, known);
  if (canAsk(context)) await askForAccounts(context, answers);
  const sipDomain = await collectSipDomain(context, flags.sipDomain, known, answers);
  const agent = await collectAgent(context, flags, known);
  const connections = await verified(answers);

  const project = await writeProject(folder, context.io.env);
  const files = [...project.files];
  if (flags.pipeline) files.push(...(await writePipeline(flags.pipeline, folder)));
  if (isNew) await createStack(at, name);
  const file = await configFileOf(folder, name);
  const changed = await writeConfig(at, name, { file, held, answers, agent, sipDomain });
  if (isNew) await nameSchema(file, folder);
  const pipeline = flags.pipeline && pipelineSettings(flags.pipeline, name, await backendOf(at));
  const done = [
    ...(files.length > 0 ? [`Wrote ${files.join(", ")}.`] : []),
    ...(project.unlocked ? [`package-lock.json was not written (${project.unlocked}); npm install creates it.`] : []),
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

function needsCloud({ persona }: FirstAgent, livekitUrl = ""): boolean {
  return typeof persona.llm === "string" && deriveSipDomain(livekitUrl) === undefined;
}

/** GitHub and GitLab find workflows only at the top of the repository. */
function misplaced(folder: string): string[] {
  const below = relative(repositoryTop(folder), folder);
  if (below === "") return [];
  return [
    `The project is in ${below}: move the workflows to the top of the repository, and run their commands in ${below}.`,
  ];
}

async function configOf(at: EngineIn, name: string): Promise<Record<string, string>> {
  await requireYaml(await configFileOf(at.folder, name));
  return new EngineStack({ ...at, name }).config();
}
