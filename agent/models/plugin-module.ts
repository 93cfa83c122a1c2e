import { pathToFileURL } from "node:url";
import { fileInside } from "../opened-folder.js";
import { keyProblem, nameProblem } from "../contract/plugin-problem.js";
import { type Kind, type Maker, CUSTOM_MAKERS, PLUGINS } from "../contract/plugins.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a plugin is, and how its models are made. */
export interface PluginModule {
  /** What `import()` takes. */
  readonly specifier: string;
  readonly makers: Readonly<Partial<Record<Kind, Maker>>>;
  /** The variable of its key. */
  readonly variable?: string;
}

/** A model that cannot be made, and what to do about it. */
export class ModelError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ModelError";
  }
}

/**
 * Finds a plugin, without loading it: by the name that the worker knows, by the name of a package with
 * a slash in it, or by `./file.js` in the folder `ARKENOS_PLUGIN_PATH`.
 *
 * @throws ModelError when it is not installed, or its key is not set
 */
export function findPlugin(name: string, env: Environment): PluginModule {
  const problem = nameProblem(name);
  if (problem !== undefined) throw new ModelError(problem);
  if (name.startsWith("./"))
    return { specifier: fileInFolder(name, env["ARKENOS_PLUGIN_PATH"]), makers: CUSTOM_MAKERS };
  const known = PLUGINS.get(name);
  const specifier = known?.package ?? name;
  if (!isInstalled(specifier))
    throw new ModelError(
      `the plugin "${name}" needs the package ${specifier}; run npm install ${specifier}, in the version of @livekit/agents`,
    );
  const key = keyProblem(name, (variable) => !!env[variable]);
  if (key !== undefined) throw new ModelError(`${key}; set it where the worker runs`);
  return {
    specifier,
    makers: known?.makers ?? CUSTOM_MAKERS,
    ...(known?.variable !== undefined && { variable: known.variable }),
  };
}

/** What a contract names is code only inside a folder that the worker's owner has opened. */
function fileInFolder(name: string, folder: string | undefined): string {
  if (!folder)
    throw new ModelError(`the plugin "${name}" is a file; set ARKENOS_PLUGIN_PATH to the folder that holds it`);
  const file = realFile(folder, name);
  if (file === undefined)
    throw new ModelError(
      `the plugin "${name}" leads out of ARKENOS_PLUGIN_PATH (${folder}); put the file itself there`,
    );
  return pathToFileURL(file).href;
}

function realFile(folder: string, name: string): string | undefined {
  try {
    return fileInside(folder, name);
  } catch {
    throw new ModelError(`the plugin "${name}" is not there: ARKENOS_PLUGIN_PATH (${folder}) has no such file`);
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
