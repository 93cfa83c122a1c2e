import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ALL_ALIASES, parseConfig } from "../config-file/parsing.js";

/** The part of a Pulumi.yaml that the command reads. */
export interface ProjectFile {
  readonly name?: string;
  /** The program's file or folder, relative to this one. */
  readonly main?: string;
  readonly backend?: { readonly url?: string };
  /** The folder of the stacks' config files, relative to this one. */
  readonly stackConfigDir?: string;
  /** The values that all stacks share. */
  readonly config?: Readonly<Record<string, unknown>> | null;
}

/** The Pulumi.yaml in a folder; empty if there is none. @throws ConfigFileError if it is not valid YAML */
export function projectFile(folder: string): ProjectFile {
  const file = join(folder, "Pulumi.yaml");
  if (!existsSync(file)) return {};
  return parseConfig(readFileSync(file, "utf8"), "Pulumi.yaml").toJS(ALL_ALIASES) as ProjectFile;
}
