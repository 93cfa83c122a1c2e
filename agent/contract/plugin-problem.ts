import { closest } from "fastest-levenshtein";
import type { Model } from "./model.js";
import { pluginName } from "./plugin-name.js";
import { type Kind, CUSTOM_MAKERS, PLUGINS } from "./plugins.js";
import { type ProblemDetail, issueProblem } from "./problem.js";

/** Why a name cannot be a plugin's on any worker; undefined if it can. */
export function nameProblem(name: string): ProblemDetail | undefined {
  const [issue] = pluginName.safeParse(name).error?.issues ?? [];
  if (issue !== undefined) {
    const { message, remedy } = issueProblem(issue);
    return { code: "invalid_plugin_name", message: `the plugin ${message}`, ...(remedy !== undefined && { remedy }) };
  }
  if (PLUGINS.has(name) || name.includes("/")) return undefined;
  const names = [...PLUGINS.keys()];
  const offered = [...PLUGINS].map(([other, { isUnverified }]) => (isUnverified ? `${other} (not verified)` : other));
  return {
    code: "unknown_plugin",
    message: `there is no plugin "${name}"`,
    remedy: `did you mean ${closest(name, names)}? Use ${offered.join(", ")}, a package with a slash in its name, or a file that starts with ./`,
  };
}

/** Why a plugin cannot provide this kind of model; undefined if it can. */
export function kindProblem(name: string, kind: Kind): ProblemDetail | undefined {
  return (PLUGINS.get(name)?.makers ?? CUSTOM_MAKERS)[kind] === undefined ? lacking(name, kind) : undefined;
}

/** The detail of a plugin that has no model of a kind. */
export function lacking(name: string, kind: Kind): ProblemDetail {
  return {
    code: "plugin_lacks_model",
    message: `the plugin "${name}" has no ${kind}`,
    remedy: `use another plugin for ${kind === "realtime" ? "a realtime llm" : kind}`,
  };
}

/** Which environment variable a plugin's key is missing from; undefined if it is set or not needed. */
export function keyProblem(name: string, isSet: (variable: string) => boolean): ProblemDetail | undefined {
  const variable = PLUGINS.get(name)?.variable;
  if (variable === undefined || isSet(variable)) return undefined;
  return {
    /** A model, a plugin or the worker needs an environment variable that is not set. */
    code: "missing_variable",
    message: `the plugin "${name}" needs its API key in the environment variable ${variable}`,
  };
}

/** Whether a model is a realtime (speech-to-speech) model. */
export function isRealtime(model: Model | undefined): boolean {
  return typeof model === "object" && "realtime" in model && model.realtime === true;
}
