/**
 * The build's last step: takes the descriptions of the two JSON Schemas from the comments of the compiled types, adds
 * them to the packages, and writes the schema that a stack's config file names for editors. It does nothing while the
 * types are unchanged.
 */
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../repository.js";

const contractDocs = join(REPOSITORY, "agent", "dist", "contract-docs.json");
const configDocs = join(REPOSITORY, "stacks", "dist", "config-docs.json");
const configSchema = join(REPOSITORY, "stacks", "dist", "config.schema.json");
const compiled = ["provider", "agent", "stacks", "test"].map((name) =>
  join(REPOSITORY, name, "dist", "tsconfig.tsbuildinfo"),
);

const written = Math.min(...[contractDocs, configDocs, configSchema].map(time));
if (compiled.some((file) => time(file) > written)) {
  const { takenDocs } = await import("./taken-docs.js");
  const { contract, config } = takenDocs();
  writeFileSync(contractDocs, JSON.stringify(contract));
  writeFileSync(configDocs, JSON.stringify(config));
  const { configJsonSchema } = await import("@arkenos/stacks");
  writeFileSync(configSchema, `${JSON.stringify(configJsonSchema(config), undefined, 2)}\n`);
}

/** A file's modification time, or 0 if it is missing. */
function time(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
