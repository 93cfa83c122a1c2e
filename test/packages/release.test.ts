import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { REPOSITORY } from "../repository.js";

const timeout = 3 * 60_000;
/** Packages by folder. */
const PACKAGES = { agent: "agent", cli: "stacks/operate", provider: "provider", stacks: "stacks" };
const tarball = (name: string) => `arkenos-${name}-0.1.0.tgz`;

interface Sbom {
  readonly components: readonly { readonly name: string }[];
}

describe("the release workflow, for a tag,", { timeout }, () => {
  let checkout: string;
  beforeAll(async () => {
    checkout = await mkdtemp(join(tmpdir(), "arkenos-release-"));
    for (const name of [
      "package.json",
      "package-lock.json",
      ".ci",
      "provider",
      "agent",
      "stacks",
      "test/package.json",
      "test/emulator",
    ])
      await cp(join(REPOSITORY, name), join(checkout, name), {
        recursive: true,
        filter: (path) => !path.endsWith("node_modules"),
      });
  }, timeout);
  afterAll(() => rm(checkout, { recursive: true, force: true }));

  const run = async (cwd: string, command: string, ...words: string[]) =>
    (await promisify(execFile)(command, words, { cwd, env: { ...process.env, ...GITHUB } })).stdout;
  const GITHUB = {
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_REPOSITORY: "acme/telephony",
    GITHUB_REF_NAME: "v0.1.0",
  };

  it("does nothing when the tag differs from the packages' version", async () => {
    const packing = promisify(execFile)("bash", [".ci/pack-release", "wrong"], {
      ...{ cwd: checkout, env: { ...process.env, ...GITHUB, GITHUB_REF_NAME: "v9.9.9" } },
    });
    await expect(packing).rejects.toThrow("The tag is v9.9.9, and provider/package.json says 0.1.0");
    expect(await readdir(join(checkout, "wrong"))).toEqual([]);
  });

  it("creates a tarball for each package, and an SBOM of their dependencies", async () => {
    await run(checkout, "bash", ".ci/pack-release", "release");
    expect((await readdir(join(checkout, "release"))).sort()).toEqual([
      ...Object.keys(PACKAGES).map(tarball),
      "sbom.cdx.json",
    ]);
    const sbom = JSON.parse(await readFile(join(checkout, "release", "sbom.cdx.json"), "utf8")) as Sbom;
    const names = sbom.components.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["@arkenos/stacks", "@pulumi/pulumi", "livekit-server-sdk", "twilio"]),
    );
    expect(names).not.toContain("vitest");
  });

  it.each(Object.entries(PACKAGES))("names the source in the manifest of %s", async (name, directory) => {
    const unpacked = join(checkout, "unpacked", name);
    await mkdir(unpacked, { recursive: true });
    await run(unpacked, "tar", "-xzf", join(checkout, "release", tarball(name)));
    expect(JSON.parse(await readFile(join(unpacked, "package", "package.json"), "utf8"))).toMatchObject({
      repository: { type: "git", url: "git+https://github.example/acme/telephony.git", directory },
      homepage: "https://github.example/acme/telephony#readme",
      bugs: { url: "https://github.example/acme/telephony/issues" },
    });
  });
});
