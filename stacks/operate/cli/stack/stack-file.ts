import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { ConfigDraft } from "../../config-file/config-draft.js";
import type { EngineStack } from "../../engine/stack.js";

/** Where a stack's config is: in the project's folder, unless Pulumi.yaml names another. */
export async function configFileOf(folder: string, stack: string): Promise<string> {
  const project = parse(await readFile(join(folder, "Pulumi.yaml"), "utf8")) as { stackConfigDir?: string } | null;
  return join(folder, project?.stackConfigDir ?? ".", `Pulumi.${stack.split("/").at(-1)}.yaml`);
}

/** A stack's config in clear. @throws ConfigFileError with line and column where the file is no YAML */
export async function configIn(stack: EngineStack, file: string): Promise<Record<string, string>> {
  try {
    return await stack.config();
  } catch (error) {
    await requireYaml(file);
    throw error;
  }
}

/** The engine's own words for broken YAML name no column. @throws ConfigFileError that does */
export async function requireYaml(file: string): Promise<void> {
  new ConfigDraft(await readFile(file, "utf8").catch(() => ""), basename(file));
}
