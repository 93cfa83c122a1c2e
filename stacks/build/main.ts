/**
 * The build's last step, not part of any package: takes the descriptions of the two JSON Schemas from the comments of
 * the compiled types, adds them to the packages, writes the schema that a stack's config file names for editors, and
 * bundles what each process loads. It does nothing while what it reads is unchanged.
 */
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundles, writeBundles } from "./bundles.js";
import { folderOf } from "./folder-of.js";

const [provider, agent, stacks, cli] = (["provider", "agent", "stacks", "cli"] as const).map((name) =>
  join(folderOf(`@arkenos/${name}`), "dist"),
) as [string, string, string, string];
const contractDocs = join(agent, "contract-docs.json");
const configDocs = join(stacks, "config-docs.json");
const configSchema = join(stacks, "config.schema.json");
const installed = join(folderOf("@arkenos/stacks"), "..", "node_modules", ".package-lock.json");
const compiled = (...folders: string[]) => folders.map((folder) => join(folder, "tsconfig.tsbuildinfo"));

if (areOlder([contractDocs, configDocs, configSchema], compiled(provider, agent, stacks))) {
  const { takenDocs } = await import("./taken-docs.js");
  const { configJsonSchema } = await import("../config/config-json-schema.js");
  const { contract, stack } = takenDocs();
  writeFileSync(contractDocs, JSON.stringify(contract));
  writeFileSync(configDocs, JSON.stringify(stack));
  writeFileSync(configSchema, `${JSON.stringify(configJsonSchema(stack), undefined, 2)}\n`);
}
const written = bundles.map(({ notices }) => notices);
if (areOlder(written, [installed, ...compiled(provider, agent, stacks, cli)])) await writeBundles();

/** Whether files were written before others, or are missing. */
function areOlder(written: readonly string[], read: readonly string[]): boolean {
  const oldest = Math.min(...written.map(time));
  return read.some((file) => time(file) > oldest);
}

/** A file's modification time, or 0 if it is missing. */
function time(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
