import { z } from "zod";

/** An npm package, with or without a scope, and at most a path within it. */
const PACKAGE = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*(\/[\w~@+-][\w.~@+-]*)*$/;
/** A file below a folder: no step leads back up, and nothing in it means something to `import()`. */
const FILE = /^\.(\/(?!\.{1,2}(\/|$))[\w .~@+-]+)+$/;

/**
 * The name of a plugin. `import()` would run much more than that: an absolute path, `file:`, `data:`, `node:`,
 * `#imports`, a path out of the folder, a module of Node itself.
 */
export const pluginName = z
  .string({ error: "must be the name of a plugin, such as elevenlabs" })
  .min(1, "is empty; write the name of a plugin, such as elevenlabs")
  .max(214, "must not exceed 214 characters, the longest name of a package")
  .refine(isPluginName, {
    error: ({ input }) =>
      `${JSON.stringify(input)} is not a plugin; write a name such as elevenlabs, a package such as @acme/voices, or a file in ARKENOS_PLUGIN_PATH such as ./voices.js`,
  });

function isPluginName(name: string): boolean {
  if (name === "") return true;
  return name.startsWith(".")
    ? FILE.test(name)
    : PACKAGE.test(name) && process.getBuiltinModule(name) === undefined && !isInside(name);
}

/** A package's path may not reach the packages that it holds. */
function isInside(name: string): boolean {
  return name.split("/").includes("node_modules");
}
