import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectFile } from "../engine/project-file.js";
import type { Values } from "./merged-config.js";

/** The project that a stack's config file belongs to. */
export interface Project {
  /** The folder of Pulumi.yaml, where prompt files are. */
  readonly folder: string;
  /** Its `config:` section, by full key: the values that all its stacks share unless they override them. */
  readonly config: Values;
}

/**
 * Finds the project of a config file: in the file's folder, or in a parent folder whose Pulumi.yaml sets this folder
 * for its stacks' config.
 */
export function projectOf(file: string): Project {
  const folder = above(dirname(file));
  if (folder === undefined) return { folder: dirname(file), config: {} };
  const { name = "", config } = projectFile(folder);
  const declared = Object.entries(config ?? {}).map(([key, value]): [string, unknown] => [
    key.includes(":") ? key : `${name}:${key}`,
    valueOf(value),
  ]);
  return { folder, config: Object.fromEntries(declared.filter(([, value]) => value !== undefined && value !== null)) };
}

/** The value of `key: text`, `key: { value: … }`, or `key: { type: string, default: … }`. */
function valueOf(declared: unknown): unknown {
  if (typeof declared !== "object" || declared === null || Array.isArray(declared)) return declared;
  const { value, default: fallback } = declared as { value?: unknown; default?: unknown };
  return fallback ?? value;
}

function above(folder: string): string | undefined {
  if (existsSync(join(folder, "Pulumi.yaml"))) return folder;
  return dirname(folder) === folder ? undefined : above(dirname(folder));
}
