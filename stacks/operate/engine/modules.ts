import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A pinned Go module of ours, and the program of a required module that it is there to build. */
export interface GoModule {
  folder: string;
  /** The main package to build. */
  program: string;
  /** Of the module that holds the program, without the leading `v`; our go.mod alone decides it. */
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

// tsc compiles into dist/ and leaves the Go modules beside the sources.
function goFolder(): string {
  const beside = fileURLToPath(new URL("./go/", import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL("../../engine/go/", import.meta.url));
}
