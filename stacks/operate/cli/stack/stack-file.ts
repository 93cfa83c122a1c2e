import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { ConfigDraft } from "../../config-file/config-draft.js";
import type { EngineStack } from "../../engine/stack.js";

/** Path of a stack's config: in the project folder, unless its Pulumi.yaml names another. */
export async function configFileOf(folder: string, stack: string): Promise<string> {
  const project = parse(await readFile(join(folder, "Pulumi.yaml"), "utf8").catch(() => "")) as {
    stackConfigDir?: string;
  } | null;
  return join(folder, project?.stackConfigDir ?? ".", `Pulumi.${stack.split("/").at(-1)}.yaml`);
}

/** A stack's decrypted config. @throws ConfigFileError with line and column if the file is not valid YAML */
export async function configIn(stack: EngineStack, file: string): Promise<Record<string, string>> {
  try {
    return await stack.config();
  } catch (error) {
    await requireYaml(file);
    throw error;
  }
}

/** @throws ConfigFileError with line and column if the file is not valid YAML; the engine names no column */
export async function requireYaml(file: string): Promise<void> {
  new ConfigDraft(await readFile(file, "utf8").catch(() => ""), basename(file));
}
