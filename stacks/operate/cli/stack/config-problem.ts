import { readConfig } from "@arkenos/stacks/config";
import { ConfigError } from "@arkenos/stacks/config-error";
import type { Config } from "@arkenos/stacks/config-schema";
import { type Problem, detailText } from "@arkenos/provider/problem";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/** What the rules need to check a value. */
export interface ConfigContext {
  /** The project's folder. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** The stack's decrypted config. */
  readonly held: Readonly<Record<string, string>>;
  /** Settings that are not in the config yet. */
  readonly answers: Readonly<Record<string, string | undefined>>;
}

/** The problem of a value that is not in the config yet, by the stack's own rules; undefined if there is none. */
export function problemWith(
  key: keyof Config,
  value: string | object,
  { folder, env, held, answers }: ConfigContext,
): Problem | undefined {
  const all = { ...held, ...keyed(answers), ...keyed({ [key]: value }) };
  try {
    readConfig(all, folder, env);
    return undefined;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.find(({ path }) => path[0] === key);
  }
}

/** @throws CommandError if the value of a flag is not one that the config takes */
export function requireFlag(flag: string, problem: Problem | undefined): void {
  if (problem !== undefined)
    throw new CommandError({
      /** A flag is invalid, or missing, or contradicts another one. */ code: "invalid_flag",
      message: `${flag}: ${detailText(problem)}`,
      exitCode: ExitCode.usage,
      details: [problem],
    });
}

function keyed(values: Readonly<Record<string, string | object | undefined>>): Record<string, string> {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    known.map(([key, value]) => [`arkenos:${key}`, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}
