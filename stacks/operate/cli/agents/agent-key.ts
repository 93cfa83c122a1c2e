import { basename } from "node:path";
import { ConfigDraft } from "../../config-file/config-draft.js";
import { isEncrypted } from "../../config-file/engine-config.js";
import { projectConfig } from "../../config-file/project.js";
import { textOf } from "../../config-file/swap.js";
import type { EngineIn } from "../../engine/pulumi.js";
import { setSecret } from "../init/engine-commands.js";
import type { NewAgent } from "./new-agent.js";

/** The config that gets an agent's key. */
interface Place {
  readonly stack: string;
  /** Path of `Pulumi.<stack>.yaml`. */
  readonly file: string;
  /** The decrypted config. */
  readonly held: Readonly<Record<string, string>>;
}

const SETTING = "arkenos:agentEnv";

/** Adds an agent's API key to the encrypted `agentEnv` of a stack's config. */
export async function setAgentKey(at: EngineIn, place: Place, { variable, value }: NonNullable<NewAgent["key"]>) {
  if (await isMap(at, place)) return setSecret(at, place.stack, `${SETTING}.${variable}`, value);
  const others = JSON.parse(place.held[SETTING] ?? "{}") as object;
  return setSecret(at, place.stack, SETTING, JSON.stringify({ ...others, [variable]: value }));
}

/** Whether the engine adds a key to the others. It replaces a text, and the file's map replaces all of the project's. */
async function isMap({ folder }: EngineIn, { file }: Place): Promise<boolean> {
  const { [SETTING]: inFile } = new ConfigDraft((await textOf(file)) ?? "", basename(file)).values();
  if (inFile === undefined) return projectConfig(folder)[SETTING] === undefined;
  return typeof inFile === "object" && inFile !== null && !isEncrypted(inFile);
}
