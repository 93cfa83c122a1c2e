import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import type { EngineIn } from "../../engine/pulumi.js";
import { EngineStack } from "../../engine/stack.js";
import { repositoryTop } from "../../pipeline/repository.js";
import { pipelineSettings, type PipelineSettings } from "../../pipeline/pipeline-settings.js";
import { pendingPipeline, writePipeline } from "../../pipeline/write-pipeline.js";
import { deriveSipDomain } from "@arkenos/stacks/sip-domain";
import type { NewAgent } from "../agents/new-agent.js";
import type { Answer } from "../terminal/answer.js";
import type { Context } from "../stack/context.js";
import type { InitFlags } from "./flags.js";
import { askForAccounts } from "./account-questions.js";
import { knownAnswers, readInput } from "./answers.js";
import { nameSchema } from "./editor-schema.js";
import { createStack, requireBackend, stackNames } from "./engine-commands.js";
import { collectAgent, requireAgentAndPrompt, requireAgentFlags } from "./first-agent.js";
import { problemWith, requireFlag } from "../stack/config-flaw.js";
import { withPassphrase } from "./passphrase.js";
import { projectFolderOr, requireModules, writeProject } from "./project-files.js";
import { type StatePlace, statePlace } from "./state-place.js";
import { collectSipDomain } from "./stack-questions.js";
import { verified } from "./verified.js";
import { writeConfig } from "./write-config.js";
import { canAsk } from "../terminal/prompt.js";
import { engineFor } from "../stack/engine.js";
import { requireStackName } from "../stack/stack-name.js";
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
  const name = context.stack ?? "dev";
  requireStackName(name);
  const engine: EngineIn = { engine: await engineFor(context), folder, env: context.io.env };
  const file = configFileOf(folder, name);
  const place = await statePlace(context, engine, { typed: flags.backend, isNew: !existsSync(file) });
  const isNew = await isNewStack(place, name);
  if (isNew && !place.isChosen) await requireBackend(place.at);
  const at = isNew ? await withPassphrase(context, place.at, place.url) : place.at;
  const held = isNew ? {} : await configOf(at, name);
  const known = { held, input: await readInput(context, flags) };
  const answers = knownAnswers(context, flags, known);
  const surroundings = { folder, env: at.env, answers, ...known };
  if (flags.sipDomain !== undefined)
    requireFlag("--sip-domain", problemWith("sipDomain", flags.sipDomain, surroundings));
  requireAgentFlags(flags, surroundings);
  const tried = canAsk(context) ? await askForAccounts(context, answers) : undefined;
  const sipDomain = await collectSipDomain(context, flags.sipDomain, surroundings);
  const agent = await collectAgent(context, flags, surroundings);
  const contents = { held, answers, agent, sipDomain };
  const connections = tried ?? (await verified(answers));
  await writeConfig(at, name, { file, ...contents }, { rehearse: true });

  if (place.newFolder !== undefined) await mkdir(place.newFolder, { recursive: true });
  const project = await writeProject(folder, context.io.env, place.isChosen ? place.url : undefined);
  const files = [...project.files];
  if (flags.pipeline) files.push(...(await writePipeline(flags.pipeline, folder)));
  if (isNew) await createStack(at, name);
  const changed = await writeConfig(at, name, { file, ...contents });
  if (isNew) await nameSchema(file, folder);
  const pipeline = flags.pipeline && pipelineSettings(flags.pipeline, name, place.url);
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
  return [
    `The project is in ${below}: move the workflows to the top of the repository, and run their commands in ${below}.`,
  ];
}

async function isNewStack({ at, newFolder }: StatePlace, name: string): Promise<boolean> {
  if (newFolder !== undefined || !existsSync(join(at.folder, "Pulumi.yaml"))) return true;
  return !(await stackNames(at)).includes(name);
}

async function configOf(at: EngineIn, name: string): Promise<Record<string, string>> {
  await requireYaml(configFileOf(at.folder, name));
  return new EngineStack({ ...at, name }).config();
}
