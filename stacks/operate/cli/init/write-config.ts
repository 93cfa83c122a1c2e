import type { EngineIn } from "../../engine/pulumi.js";
import { CREDENTIALS, SECRETS, type Setting } from "@arkenos/provider/clouds";
import { editConfigFile } from "../../config-file/edit-config-file.js";
import { type Answers, environmentOf } from "./answers.js";
import { setSecret } from "./engine-commands.js";
import { setAgentKey } from "../agents/agent-key.js";
import type { NewAgent } from "../agents/new-agent.js";

/** What to write to a stack's config. */
export interface Contents {
  readonly file: string;
  /** The current config, decrypted. */
  readonly held: Readonly<Record<string, string>>;
  readonly answers: Answers;
  readonly agent: NewAgent | undefined;
  readonly sipDomain: string | undefined;
}

/**
 * Writes what has changed: first the plain values, validated together with the pending secrets, then each secret through
 * the engine, which encrypts it. A dry run only validates.
 *
 * @returns the keys that were set
 */
export async function writeConfig(
  at: EngineIn,
  stack: string,
  { file, held, answers, agent, sipDomain }: Contents,
  { dryRun = false } = {},
): Promise<string[]> {
  const isSecret = (setting: string) => SECRETS.some((secret) => secret === setting);
  const differs = ([setting, value]: [string, string]) => held[`arkenos:${setting}`] !== value;
  const changed = Object.entries({ ...answers, ...(sipDomain !== undefined && { sipDomain }) }).filter(differs);
  const { key } = agent ?? {};
  const env = { ...at.env, ...environmentOf(answers), ...(key && { [key.variable]: key.value }) };
  let isAdded = false;
  const pending = Object.fromEntries(
    changed.filter(([setting]) => isSecret(setting)).map(([setting, value]) => [`arkenos:${setting}`, value]),
  );
  const options = { file, folder: at.folder, editor: { name: "arkenos init" }, decrypted: held, pending, env, dryRun };
  await editConfigFile(options, (draft) => {
    for (const [setting, value] of changed) if (!isSecret(setting)) draft.set(setting as Setting, value);
    // Other credentials of the account could take precedence over the chosen ones.
    for (const setting of Object.values(CREDENTIALS).flat()) if (!answers[setting]) draft.unset(setting);
    if (agent) isAdded = draft.addAgent(agent.id, agent.persona);
  });
  if (dryRun) return [];
  for (const [setting, value] of changed)
    if (isSecret(setting)) await setSecret(at, stack, `arkenos:${setting}`, value);
  if (agent && key && isAdded) await setAgentKey(at, { stack, file, held }, key);
  return [
    ...changed.map(([setting]) => setting),
    ...(agent && isAdded ? [`agents.${agent.id}`, ...(key ? [`agentEnv.${key.variable}`] : [])] : []),
  ];
}
