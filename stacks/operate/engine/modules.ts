import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One of our pinned Go modules, and the program of a required module that it builds. */
export interface GoModule {
  folder: string;
  /** The main package to build. */
  program: string;
  /** The version of the module that contains the program, without the leading `v`. Only our go.mod determines it. */
  version: string;
}

/** The Pulumi engine. */
export function engineModule(): GoModule {
  return pinned("cli", "github.com/pulumi/pulumi/pkg/v3", "cmd/pulumi");
}

/** Pulumi's Node language host. */
export function languageHostModule(): GoModule {
  return pinned("language-host", "github.com/pulumi/pulumi/sdk/v3", "nodejs/cmd/pulumi-language-nodejs");
}

function pinned(name: string, required: string, program: string): GoModule {
  const folder = join(goFolder(), name);
  const lines = readFileSync(join(folder, "go.mod"), "utf8")
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  const version = lines.find(([module]) => module === required)?.[1]?.slice(1);
  if (!version) throw new Error(`${folder}/go.mod does not require ${required}`);
  return { folder, program: `${required}/${program}`, version };
}

// tsc compiles into dist/, while the Go modules stay beside the sources.
function goFolder(): string {
  const beside = fileURLToPath(new URL("./go/", import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL("../../engine/go/", import.meta.url));
}
