import { closest } from "fastest-levenshtein";
import type { Model } from "./model.js";
import { pluginName } from "./plugin-name.js";
import { type Kind, CUSTOM_MAKERS, PLUGINS } from "./plugins.js";

/** Why a name cannot be a plugin's on any worker; undefined if it can. */
export function nameProblem(name: string): string | undefined {
  const [problem] = pluginName.safeParse(name).error?.issues ?? [];
  if (problem !== undefined) return `the plugin ${problem.message}`;
  if (PLUGINS.has(name) || name.includes("/")) return undefined;
  const names = [...PLUGINS.keys()];
  const offered = [...PLUGINS].map(([other, { isUnverified }]) => (isUnverified ? `${other} (not verified)` : other));
  return `there is no plugin "${name}"; did you mean ${closest(name, names)}? Use ${offered.join(", ")}, a package with a slash in its name, or a file that starts with ./`;
}

/** Why a plugin cannot provide this kind of model; undefined if it can. */
export function kindProblem(name: string, kind: Kind): string | undefined {
  if ((PLUGINS.get(name)?.makers ?? CUSTOM_MAKERS)[kind] !== undefined) return undefined;
  return `the plugin "${name}" has no ${kind}; use another plugin for ${kind === "realtime" ? "a realtime llm" : kind}`;
}

/** Which environment variable a plugin's key is missing from; undefined if it is set or not needed. */
export function keyProblem(name: string, isSet: (variable: string) => boolean): string | undefined {
  const variable = PLUGINS.get(name)?.variable;
  if (variable === undefined || isSet(variable)) return undefined;
  return `the plugin "${name}" needs its API key in the environment variable ${variable}`;
}

/** Whether a model is a realtime (speech-to-speech) model. */
export function isRealtime(model: Model | undefined): boolean {
  return typeof model === "object" && "realtime" in model && model.realtime === true;
}
