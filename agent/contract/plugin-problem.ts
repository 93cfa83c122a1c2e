import { closest } from "fastest-levenshtein";
import type { Model } from "./model.js";
import { pluginName } from "./plugin-name.js";
import { type Kind, OWN_MAKERS, PLUGINS } from "./plugins.js";

/** Why a name is no plugin's, wherever the worker runs; undefined if it may be one. */
export function nameProblem(name: string): string | undefined {
  const [problem] = pluginName.safeParse(name).error?.issues ?? [];
  if (problem !== undefined) return `the plugin ${problem.message}`;
  if (PLUGINS.has(name) || name.includes("/")) return undefined;
  const names = [...PLUGINS.keys()];
  const offered = [...PLUGINS].map(([other, { isUnverified }]) => (isUnverified ? `${other} (not verified)` : other));
  return `there is no plugin "${name}"; did you mean ${closest(name, names)}? There are ${offered.join(", ")}, packages with a slash in their name, and files that begin with ./`;
}

/** Why a plugin cannot do what a persona has it for. */
export function kindProblem(name: string, kind: Kind): string | undefined {
  if ((PLUGINS.get(name)?.makers ?? OWN_MAKERS)[kind] !== undefined) return undefined;
  return `the plugin "${name}" has no ${kind}; name another plugin for ${kind === "realtime" ? "a realtime llm" : kind}`;
}

/** What a plugin's key is missing from. */
export function keyProblem(name: string, isSet: (variable: string) => boolean): string | undefined {
  const variable = PLUGINS.get(name)?.variable;
  if (variable === undefined || isSet(variable)) return undefined;
  return `the plugin "${name}" needs its key in the environment variable ${variable}`;
}

/** Whether a model hears and speaks by itself. */
export function isRealtime(model: Model | undefined): boolean {
  return typeof model === "object" && "realtime" in model && model.realtime === true;
}
