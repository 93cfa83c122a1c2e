import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { REPOSITORY } from "../repository.js";

const run = promisify(execFile);
const NAMES = ["agent", "cli", "provider", "stacks"];

interface Manifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

describe("npm run pack", { timeout: 300_000 }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "arkenos-pack-"));
    const text = await readFile(join(REPOSITORY, "package.json"), "utf8");
    const { scripts } = JSON.parse(text) as { scripts: { pack: string } };
    // What precedes it builds, and would write what another test packs at the same time.
    const [command = "", ...words] = (scripts.pack.split(" && ").at(-1) ?? "").split(" ");
    await run(command, [...words, "--pack-destination", folder], { cwd: REPOSITORY });
    for (const tarball of await readdir(folder)) {
      const unpacked = join(folder, /arkenos-(\w+)-/.exec(tarball)?.[1] ?? tarball);
      await mkdir(unpacked);
      await run("tar", ["-xzf", join(folder, tarball), "-C", unpacked]);
    }
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const manifestOf = async (name: string) =>
    JSON.parse(await readFile(join(folder, name, "package", "package.json"), "utf8")) as Manifest;

  it("makes the tarballs that init puts into vendor/, as the README says", async () => {
    const tarballs = (await readdir(folder)).filter((name) => name.endsWith(".tgz"));
    expect(tarballs.sort()).toEqual(NAMES.map((name) => `arkenos-${name}-0.1.0.tgz`));
  });

  it.each(NAMES)(
    "packs a complete manifest of %s: each file that it names, and versions that install",
    async (name) => {
      const manifest = await manifestOf(name);
      const given = expect.stringMatching(/\S/) as string;
      expect(manifest).toMatchObject({
        ...{ name: `@arkenos/${name}`, description: given, license: "Apache-2.0", type: "module" },
        engines: { node: given },
      });
      const files = Object.values(manifest.exports).flatMap((entry) =>
        typeof entry === "string" ? entry : Object.values(entry),
      );
      const packed = await readdir(join(folder, name, "package"), { recursive: true });
      const isPacked = (file: string) => {
        const [start = "", end = ""] = file.replace("./", "").split("*");
        return packed.some((path) =>
          file.includes("*") ? path.startsWith(start) && path.endsWith(end) : path === start,
        );
      };
      expect([...files, ...Object.values(manifest.bin ?? {})].filter((file) => !isPacked(file))).toEqual([]);
      expect(packed).toContain("README.md");
      for (const [dependency, range] of Object.entries(manifest.dependencies))
        expect(range, dependency).toMatch(dependency.startsWith("@arkenos/") ? /^0\.1\.0$/ : /^[\^~]?\d/);
    },
  );

  it.each(NAMES)("packs %s without its source's address, which only a release knows", async (name) => {
    for (const field of ["repository", "homepage", "bugs"]) expect(await manifestOf(name)).not.toHaveProperty(field);
    const contributing = await readFile(join(REPOSITORY, "CONTRIBUTING.md"), "utf8");
    expect(contributing).toContain("`repository`, `homepage` and `bugs`: [`.ci/pack-release`]");
  });
});
