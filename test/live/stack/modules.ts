import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Release } from "../../emulator/livekit/release.js";
import { REPOSITORY } from "../../repository.js";

/** A pinned Go module of ours, and the program of a required module that it is there to build. */
export interface GoModule {
  /** How the built binary is called. */
  readonly name: string;
  readonly folder: string;
  /** The main package to build. */
  readonly program: string;
  /** Of the module that holds the program, without the leading `v`; our go.mod alone decides it. */
  readonly version: string;
  /** Libraries, as pkg-config names them, that the program is linked with. */
  readonly libraries: readonly string[];
}

/** The LiveKit server. Release 1.13.11 needs forks of pion that Go's module proxy does not have. */
export const livekitServerModule = pinned("livekit-server", "github.com/livekit/livekit-server", "cmd/server");

/** The server's version, as the sandbox names the releases that it imitates. */
export const serverRelease = livekitServerModule.version as Release;

/** Its bridge to SIP; audio codecs and the resampler are C. */
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
