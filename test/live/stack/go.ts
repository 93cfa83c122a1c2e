import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "./cache.js";
import { findLibraries } from "./libraries.js";
import type { GoModule } from "./modules.js";
import { isExecutable, lookPath } from "./path.js";
import { run } from "./run.js";
import type { Source } from "./source.js";

const timeoutMs = 30 * 60_000;

/** What an earlier run built from a Go module. */
export function builtEarlier(module: GoModule): Source {
  return {
    name: "an earlier build",
    does: () => `Looking for ${module.name} ${module.version} built earlier in ${folderOf(module)}.`,
    async find() {
      const path = join(folderOf(module), module.name);
      if (!(await isExecutable(path))) throw new Error("none was built yet");
      return { path, env: {} };
    },
  };
}

/** The program, built from the Go module pinned in `go/`. */
export function fromGoModule(module: GoModule): Source {
  const { name, version, libraries } = module;
  return {
    name: "Go module",
    does: () => `Building ${name} ${version} from its Go module: two to five minutes on two cores, once.`,
    async find(say) {
      const go = await lookPath("go");
      if (!go) throw new Error("go is not on PATH");
      const linking = await findLibraries(libraries, say);
      const started = Date.now();
      const folder = folderOf(module);
      await mkdir(folder, { recursive: true });
      // Another process may build the same program: each uses a separate folder, and the rename replaces it atomically.
      const temporary = await mkdtemp(join(folder, "unfinished-"));
      try {
        const built = join(temporary, name);
        await run(go, ["build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", built, module.program], {
          cwd: module.folder,
          env: { CGO_ENABLED: libraries.length > 0 ? "1" : "0", GOFLAGS: "-mod=readonly", GOWORK: "off", ...linking },
          timeoutMs,
        });
        await run(built, ["--version"]);
        await rename(built, join(folder, name));
      } finally {
        await rm(temporary, { recursive: true, force: true });
      }
      say(`Built in ${Math.round((Date.now() - started) / 1000)} s.`);
      return { path: join(folder, name), env: {} };
    },
    remedy:
      "Install Go 1.21 or newer (https://go.dev/dl) and let it reach its module proxy; it fetches the rest." +
      (libraries.length > 0
        ? ` A C compiler, pkg-config and the headers of ${libraries.join(", ")} must be there, too.`
        : ""),
  };
}

function folderOf({ name, version }: GoModule): string {
  return cacheFolder(`${name}-${version}`);
}
