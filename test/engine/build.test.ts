import { mkdir, readFile, readdir, rm, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engineFolder } from "../../stacks/operate/engine/go.js";
import { engineModule, languageHostModule } from "../../stacks/operate/engine/modules.js";
import { FakeMachine } from "./fake-machine.js";

// Tests how builds are stored. The stand-in for `go` compiles nothing: it writes a script that prints a version.
describe.skipIf(process.platform === "win32")(
  "an engine built from Go modules (its stand-ins are shell scripts)",
  () => {
    let machine: FakeMachine;
    const left = () => readdir(dirname(engineFolder(machine.env)));
    const only = () => [engineFolder(machine.env).split("/").at(-1)];

    function go(...build: string[]): Promise<string> {
      return machine.script(
        join(machine.bin, "go"),
        'if [ "$1" = version ]; then echo go version go1.26.0 linux/amd64; exit; fi',
        `echo "$GOFLAGS $GOPROXY $PWD" >> ${machine.home}/builds`,
        'while [ "$1" != -o ]; do shift; done',
        ...build,
      );
    }
    const succeeding = [
      'mkdir -p "$(dirname "$2")"',
      `printf '#!/bin/sh\\necho v${engineModule().version}\\n' > "$2"`,
      'chmod +x "$2"',
    ];

    beforeEach(async () => {
      machine = await FakeMachine.start();
    });
    afterEach(() => machine.stop());

    it("is built once, then found", async () => {
      await go(...succeeding);
      const built = await machine.find();
      expect(built).toMatchObject({ version: engineModule().version, source: "go" });
      await rm(join(machine.bin, "go"));
      expect(await machine.find()).toEqual(built);
      expect(await left()).toEqual(only());
    });

    it("matches go.sum, and is fetched with the user's Go settings", async () => {
      await go(...succeeding);
      Object.assign(machine.env, { GOFLAGS: "-mod=mod", GOPROXY: "https://proxy.example" });
      await machine.find();
      const builds = (await readFile(join(machine.home, "builds"), "utf8")).trim().split("\n");
      expect(builds).toEqual([
        `-mod=readonly https://proxy.example ${languageHostModule().folder}`,
        `-mod=readonly https://proxy.example ${engineModule().folder}`,
      ]);
    });

    it("is intact when two processes build it at once", async () => {
      await go("sleep 0.2", ...succeeding);
      const [one, other] = await Promise.all([machine.find(), machine.find()]);
      expect(one).toEqual(other);
      expect(await left()).toEqual(only());
    });

    it("leaves nothing that could pass for an engine when the build fails", async () => {
      await go("echo 'go: no such host' >&2", "exit 1");
      await expect(machine.find()).rejects.toThrow(/go could not build pulumi-language-nodejs \S+: go: no such host\./);
      expect(await left()).toEqual([]);
    });

    it("is not used when the result does not run", async () => {
      await go('mkdir -p "$(dirname "$2")"', `printf '#!/bin/sh\\nexit 3\\n' > "$2"`, 'chmod +x "$2"');
      await expect(machine.find()).rejects.toThrow(/does not run: exit code 3/);
      expect(await left()).toEqual([]);
    });

    it("replaces a broken earlier build", async () => {
      await machine.engine(join(engineFolder(machine.env), "bin"), "v3.259.0", []);
      await go(...succeeding);
      expect(await machine.find()).toMatchObject({ source: "go" });
      expect(machine.said.join()).toContain("has no pulumi-language-nodejs");
      expect(await left()).toEqual(only());
    });

    it("deletes builds that were interrupted days ago, and no newer ones", async () => {
      const parent = dirname(engineFolder(machine.env));
      for (const name of ["unfinished-old", "unfinished-young"]) await mkdir(join(parent, name), { recursive: true });
      await utimes(join(parent, "unfinished-old"), 0, 0);
      await go(...succeeding);
      await machine.find();
      expect(await left()).toEqual([...only(), "unfinished-young"]);
    });

    it("refuses a Go that cannot fetch the required toolchain", async () => {
      const old = await machine.script(join(machine.bin, "go"), "echo go version go1.19.8 linux/amd64");
      await expect(machine.find()).rejects.toThrow(`Go modules: ${old} is 1.19.8, and 1.21.0 or newer is needed.`);
    });
  },
);
