import { readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { ALL_ALIASES, parseConfig } from "../../config-file/parsing.js";
import type { Context } from "../stack/context.js";
import { projectFolder } from "../stack/stack.js";
import { configFileOf } from "../stack/stack-file.js";
import type { Kind } from "./kind.js";

const STACK_FILE = /^Pulumi\.(.+)\.yaml$/;

/** bash expands what completion offers, so a name with other characters, such as `$(…)`, is not offered. */
const OFFERED = /^[\w.+/@-]+$/;

/**
 * The agents, numbers or stacks of a project, for a person who is typing: read from its files in milliseconds, without the
 * engine. Those of the stack that is typed, otherwise of all stacks.
 *
 * @param words the words after `arkenos` that are typed before it
 * @returns nothing outside a project, and for a file that is not valid
 */
export async function valuesOf(context: Context, kind: Kind, words: readonly string[]): Promise<string[]> {
  try {
    const folder = projectFolder(resolve(context.cwd, valueOf(words, ["-C", "--cwd"]) ?? "."));
    const stack = valueOf(words, ["-s", "--stack"]) ?? context.stack;
    const configs = dirname(configFileOf(folder, "any"));
    const names = (await readdir(configs)).flatMap((name) => STACK_FILE.exec(name)?.[1] ?? []);
    if (kind === "stacks") return names.filter((name) => OFFERED.test(name));
    const files = names.filter((name) => stack === undefined || name === stack.split("/").at(-1));
    const values = await Promise.all(files.map((name) => keysIn(join(configs, `Pulumi.${name}.yaml`), kind)));
    return [...new Set(values.flat())].filter((value) => OFFERED.test(value));
  } catch {
    return [];
  }
}

async function keysIn(file: string, kind: "agents" | "numbers"): Promise<string[]> {
  const { config } = parseConfig(await readFile(file, "utf8"), "").toJS(ALL_ALIASES) as {
    config?: Record<string, unknown>;
  };
  return Object.keys((config?.[`arkenos:${kind}`] ?? {}) as object);
}

/** The value of an option: `--stack dev` or `--stack=dev`. */
function valueOf(words: readonly string[], names: readonly string[]): string | undefined {
  const at = words.findIndex((word) => names.includes(word.split("=")[0] ?? ""));
  const [, joined] = words[at]?.split("=") ?? [];
  return at < 0 ? undefined : (joined ?? words[at + 1]);
}
