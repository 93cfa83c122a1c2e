import { projectFile } from "../engine/project-file.js";
import type { Values } from "./merged-config.js";

/** The `config:` section of a project's Pulumi.yaml, by full key: the values that its stacks share unless they override them. */
export function projectConfig(folder: string): Values {
  const { name = "", config } = projectFile(folder);
  const declared = Object.entries(config ?? {}).map(([key, value]): [string, unknown] => [
    key.includes(":") ? key : `${name}:${key}`,
    valueOf(value),
  ]);
  return Object.fromEntries(declared.filter(([, value]) => value !== undefined && value !== null));
}

/** The value of `key: text`, `key: { value: … }`, or `key: { type: string, default: … }`. */
function valueOf(declared: unknown): unknown {
  if (typeof declared !== "object" || declared === null || Array.isArray(declared)) return declared;
  const { value, default: fallback } = declared as { value?: unknown; default?: unknown };
  return fallback ?? value;
}
