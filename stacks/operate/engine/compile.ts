import { execFile } from "node:child_process";
import { basename } from "node:path";
import { promisify } from "node:util";
import semver from "semver";
import { lookPath } from "./path.js";
import { reasonOf } from "./reason.js";
import type { GoModule } from "./modules.js";

const run = promisify(execFile);
const timeoutMs = 30 * 60_000;
// Older versions understand neither our go.mod nor how to download the toolchain that it requires.
const oldestGo = "1.21.0";

/** Finds a `go` on PATH that can build our modules, or rejects with the reason why there is none. */
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

/** Builds a module's program as Pulumi's own releases do. Its go.sum determines the exact code. */
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
