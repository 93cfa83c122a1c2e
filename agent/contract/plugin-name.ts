import { z } from "zod";
import { empty, withDetail } from "./problem.js";

/** An npm package, with an optional scope and subpath. */
const PACKAGE = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*(\/[\w~@+-][\w.~@+-]*)*$/;
/** A file below a folder: no segment goes up, and no character is special to `import()`. */
const FILE = /^\.(\/(?!\.{1,2}(\/|$))[\w .~@+-]+)+$/;

/**
 * The name of a plugin. Rejects everything else that `import()` would run: absolute paths, `file:`, `data:`, `node:`,
 * `#imports`, paths outside the folder, and built-in modules.
 */
export const pluginName = z
  .string({ error: "must be the name of a plugin, such as elevenlabs" })
  .min(1, empty("write the name of a plugin, such as elevenlabs"))
  .max(214, "must not exceed 214 characters, the limit for package names")
  .refine(
    isPluginName,
    withDetail(({ input }) => ({
      /** A name is not that of a plugin. */
      code: "invalid_plugin_name",
      message: `${JSON.stringify(input)} is not a plugin`,
      remedy:
        "write a name such as elevenlabs, a package such as @acme/voices, or a file in ARKENOS_PLUGIN_PATH such as ./voices.js",
    })),
  );

function isPluginName(name: string): boolean {
  if (name === "") return true;
  return name.startsWith(".")
    ? FILE.test(name)
    : PACKAGE.test(name) && process.getBuiltinModule(name) === undefined && !isInside(name);
}

/** Whether a subpath reaches into a package's own node_modules. */
function isInside(name: string): boolean {
  return name.split("/").includes("node_modules");
}
