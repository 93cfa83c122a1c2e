import { execFile } from "node:child_process";
import { basename } from "node:path";
import { promisify } from "node:util";
import semver from "semver";
import { lookPath } from "./path.js";
import { reasonOf } from "./reason.js";
import type { GoModule } from "./modules.js";

const run = promisify(execFile);
const timeoutMs = 30 * 60_000;
// Older ones understand neither our go.mod nor how to fetch the toolchain it asks for.
const oldestGo = "1.21.0";

/** The `go` on PATH; rejects with the reason where there is none that can build our modules. */
export async function findGo(env: NodeJS.ProcessEnv): Promise<string> {
  const go = await lookPath("go", env);
  if (!go) throw new Error("go is not on PATH");
  const { stdout } = await run(go, ["version"], { env }).catch((error) => {
    throw new Error(`${go} does not run: ${reasonOf(error)}`);
  });
  const version = semver.coerce(/\bgo(\d\S*)/.exec(stdout)?.[1]);
  if (version && semver.lt(version, oldestGo)) {
    throw new Error(`${go} is ${version}, and ${oldestGo} or newer is needed`);
  }
  return go;
}

/** Builds a module's program as Pulumi's own release does. Its go.sum decides what code that is. */
export async function compile(go: string, module: GoModule, output: string, env: NodeJS.ProcessEnv): Promise<void> {
  const stamp = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${module.version}`;
  const flags = ["-trimpath", "-buildvcs=false", "-tags=osusergo,grpcnotrace", `-ldflags=-s -w ${stamp}`];
  await run(go, ["build", ...flags, "-o", output, module.program], {
    cwd: module.folder,
    env: { ...env, CGO_ENABLED: "0", GOFLAGS: "-mod=readonly", GOWORK: "off" },
    timeout: timeoutMs,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error) => {
    throw new Error(`go could not build ${basename(module.program)} ${module.version}: ${reasonOf(error)}`);
  });
}
