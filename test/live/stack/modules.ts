import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Release } from "../../emulator/livekit/release.js";
import { REPOSITORY } from "../../repository.js";

/** One of our pinned Go modules, and the program of a dependency that it builds. */
export interface GoModule {
  /** The built binary's name. */
  readonly name: string;
  readonly folder: string;
  /** The main package to build. */
  readonly program: string;
  /** The version of the program's module, without the leading `v`, from our go.mod alone. */
  readonly version: string;
  /** Libraries, by pkg-config name, that the program is linked with. */
  readonly libraries: readonly string[];
}

/** The LiveKit server. Release 1.13.11 needs forks of pion that Go's module proxy does not have. */
export const livekitServerModule = pinned("livekit-server", "github.com/livekit/livekit-server", "cmd/server");

/** The server's version, in the form of the sandbox's list of imitated releases. */
export const serverRelease = livekitServerModule.version as Release;

/** The SIP bridge; its audio codecs and resampler are C. */
export const livekitSipModule = pinned("livekit-sip", "github.com/livekit/sip", "cmd/livekit-sip", [
  "opus",
  "opusfile",
  "soxr",
]);

function pinned(name: string, required: string, program: string, libraries: readonly string[] = []): GoModule {
  const folder = join(REPOSITORY, "test", "live", "stack", "go", name);
  const lines = readFileSync(join(folder, "go.mod"), "utf8")
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  const version = lines.find(([module, version]) => module === required && version?.startsWith("v"))?.[1]?.slice(1);
  if (!version) throw new Error(`${folder}/go.mod does not require ${required}`);
  return { name, folder, program: `${required}/${program}`, version, libraries };
}
