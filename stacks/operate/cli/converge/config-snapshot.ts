import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { type ProjectFile, projectFile } from "../../engine/project-file.js";
import type { EngineStack } from "../../engine/stack.js";
import { CommandError } from "../failure/command-error.js";
import { configFileOf } from "../stack/stack-file.js";

/** The part of a stack's config that a person writes. The engine may add its key to the file at any time. */
interface Written {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly environment?: unknown;
}

type ConfiguredStack = Pick<EngineStack, "folder" | "name">;

/** The text of everything that a stack is configured by: its file, its project's file and its agents' prompt files. */
export async function configSnapshot({ folder, name }: ConfiguredStack): Promise<string> {
  const { config: project } = projectFile(folder);
  const layers = [project, written(await textOf(configFileOf(folder, name)))];
  const prompts = promptFiles(layers).map((file) => textOf(join(folder, file)));
  return JSON.stringify([...layers, ...(await Promise.all(prompts))]);
}

function textOf(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
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

function promptFiles(layers: readonly (ProjectFile["config"] | Written | string)[]): readonly string[] {
  const files = new Set<string>();
  JSON.stringify(layers, (key, value: unknown) => {
    if (key === "systemPromptFile" && typeof value === "string") files.add(value);
    return value;
  });
  return [...files];
}

/** @throws CommandError if the config is no longer the one that a plan was made for */
export async function requireUnchanged(stack: ConfiguredStack, snapshot: string): Promise<void> {
  // A Pulumi.yaml that is no longer valid has changed, too.
  if ((await configSnapshot(stack).catch(() => undefined)) === snapshot) return;
  throw new CommandError({
    /** The config was saved while a command showed its plan. */ code: "config_changed",
    message: "The config has changed since these changes were shown",
    next: "Nothing was changed; run this again to see what the new config changes",
  });
}
