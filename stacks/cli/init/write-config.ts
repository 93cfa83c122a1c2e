import type { EngineIn } from "../../engine/pulumi.js";
import { CREDENTIALS, type Setting } from "@arkenos/provider/clouds";
import { editConfigFile } from "../../config-file.js";
import { CommandError } from "../command-error.js";
import { ExitCode } from "../exit-code.js";
import type { InitFlags } from "./flags.js";
import { type Answers, environmentOf, SECRETS } from "./answers.js";
import { setSecret } from "./engine-commands.js";

/** A first agent, by its id. */
export type FirstAgent = Readonly<Record<string, { readonly systemPrompt: string }>>;

/** The first agent that flags ask for. @throws CommandError if they say only half of it */
export function firstAgent({ agent, prompt }: Pick<InitFlags, "agent" | "prompt">): FirstAgent | undefined {
  if (agent === undefined && prompt === undefined) return undefined;
  if (agent !== undefined && prompt !== undefined) return { [agent]: { systemPrompt: prompt } };
  throw new CommandError(`${agent === undefined ? "--prompt" : "--agent"} comes alone`, {
    exitCode: ExitCode.usage,
    next: 'Say both: --agent reception --prompt "You answer for Acme."',
  });
}

/** What goes into a stack's config. */
export interface Contents {
  readonly file: string;
  /** The config in clear, as it was. */
  readonly held: Readonly<Record<string, string>>;
  readonly answers: Answers;
  readonly agents: FirstAgent | undefined;
  readonly sipDomain: string | undefined;
}

/**
 * Writes what has changed: plain values first, judged together with the secrets that follow, each by the
 * engine, which encrypts them.
 *
 * @returns the keys that were set
 */
export async function writeConfig(
  at: EngineIn,
  stack: string,
  { file, held, answers, agents, sipDomain }: Contents,
): Promise<string[]> {
  const isSecret = (setting: string) => SECRETS.some((secret) => secret === setting);
  const differs = ([setting, value]: [string, string]) => held[`arkenos:${setting}`] !== value;
  const changed = Object.entries({ ...answers, ...(sipDomain !== undefined && { sipDomain }) }).filter(differs);
  const env = { ...at.env, ...environmentOf(answers) };
  let added: string[] = [];
  const pending = Object.fromEntries(
    changed.filter(([setting]) => isSecret(setting)).map(([setting, value]) => [`arkenos:${setting}`, value]),
  );
  await editConfigFile({ file, editor: { name: "arkenos init" }, decrypted: held, pending, env }, (draft) => {
    for (const [setting, value] of changed) if (!isSecret(setting)) draft.set(setting as Setting, value);
    // Another way to the account than the one that was chosen would win over it, or stand beside it for nothing.
    for (const setting of Object.values(CREDENTIALS).flat()) if (!answers[setting]) draft.unset(setting);
    added = Object.entries(agents ?? {}).flatMap(([id, persona]) => (draft.addAgent(id, persona) ? [id] : []));
  });
  for (const [setting, value] of changed)
    if (isSecret(setting)) await setSecret(at, stack, `arkenos:${setting}`, value);
  return [...changed.map(([setting]) => setting), ...added.map((id) => `agents.${id}`)];
}
