import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { ConfigDraft } from "../../config-file/config-draft.js";
import { configInFile } from "../../config-file/config-in-file.js";
import { decryptWithPassphrase } from "../../engine/passphrase.js";
import { projectFile } from "../../engine/project-file.js";
import type { EngineStack } from "../../engine/stack.js";

/** Path of a stack's config: in the project folder, unless its Pulumi.yaml names another. */
export function configFileOf(folder: string, stack: string): string {
  const { stackConfigDir = "." } = projectFile(folder);
  return join(folder, stackConfigDir, `Pulumi.${stack.split("/").at(-1)}.yaml`);
}

/** A stack's decrypted config. @throws ConfigFileError with line and column if the file is not valid YAML */
export async function configIn(stack: EngineStack, file: string): Promise<Record<string, string>> {
  try {
    return (await withoutEngine(stack, file)) ?? (await stack.config());
  } catch (error) {
    await requireYaml(file);
    throw error;
  }
}

/** A stack's decrypted config; undefined if only the engine can merge or decrypt it. */
async function withoutEngine(stack: EngineStack, file: string): Promise<Record<string, string> | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  const { config } = projectFile(stack.folder);
  if (text === undefined || config) return undefined;
  return configInFile(text, (salt) => decryptWithPassphrase(salt, stack));
}

/** @throws ConfigFileError with line and column if the file is not valid YAML; the engine names no column */
export async function requireYaml(file: string): Promise<void> {
  new ConfigDraft(await readFile(file, "utf8").catch(() => ""), basename(file));
}
