import { readFile } from "node:fs/promises";
import { configSchema } from "@arkenos/stacks/config-schema";
import { readPrompts } from "@arkenos/stacks/prompts";
import { read } from "@arkenos/stacks/reading";
import { ALL_ALIASES, parseConfig } from "../../config-file/parsing.js";
import { ENCRYPTED, engineConfigOf } from "../../config-file/engine-config.js";
import type { Values } from "../../config-file/merged-config.js";
import { projectConfig } from "../../config-file/project.js";
import type { EngineStack } from "../../engine/stack.js";
import { parsedJson } from "../../pipeline/parsed-json.js";
import { CommandError } from "../failure/command-error.js";
import { configFileOf } from "../stack/stack-file.js";

/** The part of a stack's config that a person writes. The engine may add its key to the file at any time. */
interface Written {
  readonly config?: Values | null;
  readonly environment?: unknown;
}

type ConfiguredStack = Pick<EngineStack, "folder" | "name" | "config">;

const AGENTS = "arkenos:agents";

/** Everything that a stack is configured by: its file, its project's file, its environments and its agents' prompts. */
export async function configSnapshot(stack: ConfiguredStack): Promise<string> {
  const { folder, name } = stack;
  const project = projectConfig(folder);
  const text = await readFile(configFileOf(folder, name), "utf8").catch(() => "");
  const { config, environment } = parseConfig(text, "").toJS(ALL_ALIASES) as Written;
  const inFiles = engineConfigOf({ ...project, ...config }, {});
  // Only the engine can open an environment, or decrypt the agents. It takes a second.
  const isHidden = environment !== undefined || inFiles[AGENTS]?.includes(ENCRYPTED);
  const merged = isHidden ? await stack.config() : inFiles;
  return JSON.stringify([project, config, environment, merged, promptsIn(merged, folder)]);
}

function promptsIn({ [AGENTS]: agents = "{}" }: Readonly<Record<string, string>>, folder: string) {
  return readPrompts(read(configSchema, { agents: parsedJson(agents) }).draft, folder);
}

/** @throws CommandError if the config is no longer the one that a plan was made for */
export async function requireUnchanged(stack: ConfiguredStack, snapshot: string): Promise<void> {
  // A file that is no longer valid has changed, too.
  if ((await configSnapshot(stack).catch(() => undefined)) === snapshot) return;
  throw new CommandError({
    /** The config was saved while a command showed its plan. */ code: "config_changed",
    message: "The config has changed since these changes were shown",
    next: "Nothing was changed; run this again to see what the new config changes",
  });
}
