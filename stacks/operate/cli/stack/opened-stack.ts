import type { Session } from "@arkenos/provider/clouds";
import { readConfig, type StackConfig } from "@arkenos/stacks/config";
import type { EngineStack } from "../../engine/stack.js";
import type { Context } from "./context.js";
import { sessionOf } from "./session.js";
import { configFileOf, configIn } from "./stack-file.js";
import { openStack } from "./stack.js";

/** A stack with its validated config and its accounts. */
export interface OpenedStack {
  readonly stack: EngineStack;
  /** Path of `Pulumi.<stack>.yaml`. */
  readonly file: string;
  readonly config: StackConfig;
  /** The decrypted config by `arkenos:key`, as text or JSON. */
  readonly held: Readonly<Record<string, string>>;
  readonly session: Session;
}

/**
 * Opens the stack of a command. No cloud is called.
 *
 * @throws ConfigFileError if its file is not valid YAML, ConfigError if the config is invalid
 */
export async function openConfigured(context: Context): Promise<OpenedStack> {
  const stack = await openStack(context);
  const file = configFileOf(stack.folder, stack.name);
  const held = await configIn(stack, file);
  const config = readConfig(held, stack.folder, context.io.env);
  return { stack, file, config, held, session: sessionOf(held, context.io.env) };
}

/** As {@link openConfigured}, for a command that changes the config and then runs the engine. @throws EngineNotFoundError */
export async function openToChange(context: Context): Promise<OpenedStack> {
  const opened = await openConfigured(context);
  await opened.stack.engine();
  return opened;
}
