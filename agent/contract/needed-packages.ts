import { modelsOf } from "./models-of.js";
import type { Persona } from "./persona.js";
import { PLUGINS } from "./plugins.js";

/** The npm packages that a persona's models and tools need where the worker runs, besides the worker's own. */
export function neededPackages(persona: Parameters<typeof modelsOf>[0] & Pick<Persona, "tools">): string[] {
  const plugins = modelsOf(persona).flatMap(({ model }) => (typeof model === "object" ? packageOf(model.plugin) : []));
  const isMcp = persona.tools.some(({ type }) => type === "mcp");
  return [...new Set([...plugins, ...(isMcp ? ["@modelcontextprotocol/sdk"] : [])])];
}

/** The package of a plugin; none for a file. */
function packageOf(plugin: string): string[] {
  const known = PLUGINS.get(plugin)?.package;
  if (known !== undefined) return [known];
  if (plugin.startsWith("./")) return [];
  return [
    plugin
      .split("/")
      .slice(0, plugin.startsWith("@") ? 2 : 1)
      .join("/"),
  ];
}
