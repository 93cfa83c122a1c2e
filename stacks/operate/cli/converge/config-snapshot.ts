import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { projectFile } from "../../engine/project-file.js";
import type { EngineStack } from "../../engine/stack.js";
import { CommandError } from "../failure/command-error.js";
import { configFileOf } from "../stack/stack-file.js";

/** The part of a stack's config that a person writes. The engine may add its key to the file at any time. */
interface Written {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly environment?: unknown;
}

/** The text of everything that a stack is configured by: its file, its project's file and its agents' prompt files. */
export async function configSnapshot({ folder, name }: EngineStack): Promise<string> {
  const text = await readFile(configFileOf(folder, name), "utf8").catch(() => "");
  const { config: project } = projectFile(folder);
  const layers = [project, written(text)];
  const files = [...new Set(JSON.stringify(layers).match(/(?<="systemPromptFile":")[^"]+/g))];
  const prompts = files.map((file) => readFile(join(folder, file), "utf8").catch(() => ""));
  return JSON.stringify([...layers, ...(await Promise.all(prompts))]);
}

/** A file that is being edited may not be valid YAML. */
function written(text: string): Written | string {
  try {
    const { config, environment } = (parse(text, { merge: true }) ?? {}) as Written;
    return { config, environment };
  } catch {
    return text;
  }
}

/** @throws CommandError if the config is no longer the one that a plan was made for */
export async function requireUnchanged(stack: EngineStack, snapshot: string): Promise<void> {
  if ((await configSnapshot(stack)) === snapshot) return;
  throw new CommandError({
    /** The config was saved while a command showed its plan. */ code: "config_changed",
    message: "The config has changed since these changes were shown",
    next: "Nothing was changed; run this again to see what the new config changes",
  });
}
