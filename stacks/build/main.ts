/**
 * The build's last step: takes the descriptions of the two JSON Schemas from the comments of the compiled types, adds
 * them to the packages, and writes the schema that a stack's config file names for editors. It does nothing while the
 * types are unchanged. It is not part of any package.
 */
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderOf } from "./folder-of.js";

const [provider, agent, stacks] = (["provider", "agent", "stacks"] as const).map((name) =>
  join(folderOf(`@arkenos/${name}`), "dist"),
) as [string, string, string];
const contractDocs = join(agent, "contract-docs.json");
const configDocs = join(stacks, "config-docs.json");
const configSchema = join(stacks, "config.schema.json");
const compiled = [provider, agent, stacks].map((folder) => join(folder, "tsconfig.tsbuildinfo"));

const written = Math.min(...[contractDocs, configDocs, configSchema].map(time));
if (compiled.some((file) => time(file) > written)) {
  const { takenDocs } = await import("./taken-docs.js");
  const { configJsonSchema } = await import("../config/config-json-schema.js");
  const { contract, stack } = takenDocs();
  writeFileSync(contractDocs, JSON.stringify(contract));
  writeFileSync(configDocs, JSON.stringify(stack));
  writeFileSync(configSchema, `${JSON.stringify(configJsonSchema(stack), undefined, 2)}\n`);
}

/** A file's modification time, or 0 if it is missing. */
function time(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
