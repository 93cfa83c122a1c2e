import { pathToFileURL } from "node:url";
import { fileInside } from "../opened-folder.js";
import { ON_WORKER } from "../tools/environment.js";
import { keyProblem, nameProblem } from "../contract/plugin-problem.js";
import { ProblemError } from "../contract/problem.js";
import { type Kind, type Maker, CUSTOM_MAKERS, PLUGINS } from "../contract/plugins.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** The location of a plugin, and its model classes. */
export interface PluginModule {
  /** Specifier for `import()`. */
  readonly specifier: string;
  readonly makers: Readonly<Partial<Record<Kind, Maker>>>;
  /** Environment variable of the plugin's API key. */
  readonly variable?: string;
}

/** A model cannot be created. The message says how to fix it. */
export class ModelError extends ProblemError {}

/**
 * Finds a plugin without loading it: a LiveKit plugin by short name, a package by a name with a slash, or a file
 * `./file.js` in `ARKENOS_PLUGIN_PATH`.
 *
 * @throws ModelError if it is not installed, or its API key is not set
 */
export function findPlugin(name: string, env: Environment): PluginModule {
  const problem = nameProblem(name);
  if (problem !== undefined) throw new ModelError(problem);
  if (name.startsWith("./"))
    return { specifier: fileInFolder(name, env["ARKENOS_PLUGIN_PATH"]), makers: CUSTOM_MAKERS };
  const known = PLUGINS.get(name);
  const specifier = known?.package ?? name;
  if (!isInstalled(specifier))
    throw new ModelError({
      code: "missing_package",
      message: `the plugin "${name}" needs the package ${specifier}`,
      remedy: `run npm install ${specifier} in the version of @livekit/agents`,
    });
  const key = keyProblem(name, (variable) => !!env[variable]);
  if (key !== undefined) throw new ModelError({ ...key, remedy: ON_WORKER });
  return {
    specifier,
    makers: known?.makers ?? CUSTOM_MAKERS,
    ...(known?.variable !== undefined && { variable: known.variable }),
  };
}

/** Only files inside the folder that the worker's operator allows may be loaded. */
function fileInFolder(name: string, folder: string | undefined): string {
  if (!folder)
    throw new ModelError({
      code: "missing_plugin_folder",
      message: `the plugin "${name}" is a file`,
      remedy: "set ARKENOS_PLUGIN_PATH to its folder",
    });
  const file = realFile(folder, name);
  if (file === undefined)
    throw new ModelError({
      code: "outside_folder",
      message: `the plugin "${name}" is outside ARKENOS_PLUGIN_PATH (${folder})`,
      remedy: "copy the file there",
    });
  return pathToFileURL(file).href;
}

function realFile(folder: string, name: string): string | undefined {
  try {
    return fileInside(folder, name);
  } catch {
    throw new ModelError({
      code: "missing_plugin",
      message: `the plugin "${name}" does not exist in ARKENOS_PLUGIN_PATH (${folder})`,
    });
  }
}

function isInstalled(specifier: string): boolean {
  try {
    import.meta.resolve(specifier);
    return true;
  } catch {
    return false;
  }
}
