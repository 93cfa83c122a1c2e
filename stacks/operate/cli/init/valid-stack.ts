import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EngineIn } from "../../engine/pulumi.js";
import { EngineStack } from "../../engine/stack.js";
import { stateFolder } from "../../engine/state-folder.js";
import type { Connection } from "../../observe/connection.js";
import { pendingPipeline } from "../../pipeline/write-pipeline.js";
import type { Context } from "../stack/context.js";
import type { InitFlags } from "./flags.js";
import { askForAccounts } from "./account-questions.js";
import { knownAnswers, readInput } from "./answers.js";
import { requireBackend, stackNames } from "./engine-commands.js";
import { collectAgent, requireAgentAndPrompt, requireAgentFlags } from "./first-agent.js";
import { problemWith, requireFlag } from "../stack/config-problem.js";
import { withPassphrase } from "./passphrase.js";
import { projectFolderOr, requireModules } from "./project-files.js";
import { type StateBackend, chooseBackend } from "./state-backend.js";
import { collectSipDomain } from "./stack-questions.js";
import { verified } from "./verified.js";
import { type Contents, writeConfig } from "./write-config.js";
import { canAsk } from "../terminal/prompt.js";
import { engineFor } from "../stack/engine.js";
import { requireStackName } from "../stack/stack-name.js";
import { configFileOf, requireYaml } from "../stack/stack-file.js";

/** A stack whose settings are all valid. */
export interface ValidStack {
  readonly name: string;
  /** Whether it has to be created. */
  readonly isNew: boolean;
  readonly at: EngineIn;
  readonly place: StateBackend;
  readonly contents: Contents;
  readonly pipeline: InitFlags["pipeline"];
}

/**
 * Collects everything that a stack needs and checks all of it. Writes nothing, except that Pulumi marks an empty
 * bucket.
 *
 * @param scratch the environment with a Pulumi home that may be written to
 */
export async function validStack(
  context: Context,
  flags: InitFlags,
  scratch: NodeJS.ProcessEnv,
): Promise<ValidStack & { readonly connections: Connection[] }> {
  requireAgentAndPrompt(flags);
  const folder = projectFolderOr(context.cwd);
  await requireModules(folder);
  const { pipeline } = flags;
  if (pipeline) await pendingPipeline(pipeline, folder);
  const name = context.stack ?? "dev";
  requireStackName(name);
  const engine: EngineIn = { engine: await engineFor(context), folder, env: scratch };
  const file = configFileOf(folder, name);
  const place = await chooseBackend(context, engine, { typed: flags.backend, isNew: !existsSync(file) });
  const isNew = await isNewStack(place, name);
  if (isNew && !place.isChosen && !isUnused(place)) await requireBackend(place.at);
  const at = isNew ? await withPassphrase(context, place.at, place.url) : place.at;
  const held = isNew ? {} : await configOf(at, name);
  const known = { held, input: await readInput(context, flags) };
  const answers = knownAnswers(context, flags, known);
  const given = { folder, env: at.env, answers, ...known };
  if (flags.sipDomain !== undefined) requireFlag("--sip-domain", problemWith("sipDomain", flags.sipDomain, given));
  requireAgentFlags(flags, given);
  const tried = canAsk(context) ? await askForAccounts(context, answers) : undefined;
  const sipDomain = await collectSipDomain(context, flags.sipDomain, given);
  const agent = await collectAgent(context, flags, given);
  const contents = { file, held, answers, agent, sipDomain };
  const connections = tried ?? (await verified(answers));
  await writeConfig(at, name, contents, { dryRun: true });
  const own = { ...at, env: { ...at.env, PULUMI_HOME: context.io.env.PULUMI_HOME } };
  return { name, isNew, at: own, place, contents, pipeline, connections };
}

async function isNewStack(place: StateBackend, name: string): Promise<boolean> {
  const { at, newFolder } = place;
  if (newFolder !== undefined || isUnused(place) || !existsSync(join(at.folder, "Pulumi.yaml"))) return true;
  return !(await stackNames(at)).includes(name);
}

/** Whether the place is a folder without states. The engine would already mark it when asked for its stacks. */
function isUnused({ at }: StateBackend): boolean {
  const states = stateFolder(at.folder, at.env);
  if (states === undefined || existsSync(states)) return false;
  return statSync(dirname(states), { throwIfNoEntry: false })?.isDirectory() === true;
}

async function configOf(at: EngineIn, name: string): Promise<Record<string, string>> {
  await requireYaml(configFileOf(at.folder, name));
  return new EngineStack({ ...at, name }).config();
}
