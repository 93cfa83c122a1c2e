import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Session } from "@arkenos/provider/clouds";
import { parse } from "yaml";
import { readConfig, type StackConfig } from "../config.js";
import { ConfigDraft } from "../config-file/config-draft.js";
import type { EngineStack } from "../engine/stack.js";
import type { Context } from "./context.js";
import { sessionOf } from "./session.js";
import { openStack } from "./stack.js";

/** A stack with its config, read and judged, and the way to its accounts. */
export interface OpenedStack {
  readonly stack: EngineStack;
  /** Path of `Pulumi.<stack>.yaml`. */
  readonly file: string;
  readonly config: StackConfig;
  /** The config in clear as Pulumi holds it, `arkenos:key` → text or JSON. */
  readonly held: Readonly<Record<string, string>>;
  readonly session: Session;
}

/**
 * Opens the stack that a command works on. No cloud is called.
 *
 * @throws ConfigFileError where its file is no YAML, ConfigError where the stack would not take it
 */
export async function openConfigured(context: Context): Promise<OpenedStack> {
  const stack = await openStack(context);
  const file = await configFileOf(stack.folder, stack.name);
  const held = await stack.config().catch(async (error: unknown) => {
    await requireYaml(file);
    throw error;
  });
  const config = readConfig(held, stack.folder, context.io.env);
  return { stack, file, config, held, session: sessionOf(held, context.io.env) };
}

/** Where a stack's config is: in the project's folder, unless Pulumi.yaml names another. */
export async function configFileOf(folder: string, stack: string): Promise<string> {
  const project = parse(await readFile(join(folder, "Pulumi.yaml"), "utf8")) as { stackConfigDir?: string } | null;
  return join(folder, project?.stackConfigDir ?? ".", `Pulumi.${stack.split("/").at(-1)}.yaml`);
}

/** The engine's own words for broken YAML name no column. @throws ConfigFileError that does */
export async function requireYaml(file: string): Promise<void> {
  new ConfigDraft(await readFile(file, "utf8").catch(() => ""), basename(file));
}
