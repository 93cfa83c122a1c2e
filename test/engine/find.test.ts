import { mkdir, readdir, symlink } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EngineNotFoundError, findEngine } from "../../stacks/operate/engine/find.js";
import { engineFolder } from "../../stacks/operate/engine/go.js";
import { FakeMachine, plugins } from "./fake-machine.js";

// Tests the order and the messages. The other tests here show that a real engine runs our programs.
describe.skipIf(process.platform === "win32")("findEngine (its stand-ins are shell scripts)", () => {
  let machine: FakeMachine;
  const installed = (version: string) => join(machine.home, ".pulumi", "versions", version, "bin");
  const cached = () => join(engineFolder(machine.env), "bin");

  beforeEach(async () => {
    machine = await FakeMachine.start();
  });
  afterEach(() => machine.stop());

  it("prefers the engine on PATH", async () => {
    const pulumi = await machine.engine(machine.bin, "v3.300.0");
    await machine.engine(installed("3.301.0"), "v3.301.0");
    await machine.engine(cached(), "v3.302.0");
    expect(await machine.find()).toMatchObject({ pulumi, version: "3.300.0", source: "PATH" });
    expect(machine.said).toEqual(["Looking for pulumi on PATH.", `Found pulumi 3.300.0: ${pulumi}`]);
  });

  it("skips an engine that is too old, and says so", async () => {
    const old = await machine.engine(machine.bin, "v3.215.9");
    const pulumi = await machine.engine(installed("3.300.0"), "v3.300.0");
    expect(await machine.find()).toMatchObject({ pulumi, source: "installer" });
    expect(machine.said).toContain(`  ${old} is 3.215.9, and 3.216.0 or newer is needed`);
  });

  it.each(plugins)("skips an engine without %s", async (missing) => {
    const others = plugins.filter((name) => name !== missing);
    const bare = await machine.engine(machine.bin, "v3.300.0", others);
    // Otherwise the engine on PATH would lend its plugin to the next candidate.
    machine.env.PULUMI_HOME = join(machine.home, "elsewhere");
    const pulumi = await machine.engine(cached(), "v3.259.0");
    expect(await machine.find()).toMatchObject({ pulumi, source: "go" });
    expect(machine.said).toContain(`  ${bare} has no ${missing}, neither beside it nor on PATH`);
  });

  it("skips a pulumi that does not run and one that reports no version", async () => {
    const silent = await machine.script(join(machine.bin, "pulumi"), "echo fetching something first");
    const broken = await machine.script(join(installed("3.301.0"), "pulumi"), "echo wrong libc >&2", "exit 127");
    await machine.engine(installed("3.300.0"), "v3.300.0");
    expect(await machine.find()).toMatchObject({ version: "3.300.0" });
    expect(machine.said).toContain(`  ${silent} printed no version, but "fetching something first"`);
    expect(machine.said).toContain(`  ${broken} does not run: wrong libc`);
  });

  it("picks the newest of the installer's versions", async () => {
    for (const version of ["3.216.0", "3.1000.0", "3.259.0"]) await machine.engine(installed(version), `v${version}`);
    await machine.engine(join(machine.home, ".pulumi", "bin"), "v3.300.0");
    expect(await machine.find()).toMatchObject({ version: "3.1000.0", source: "installer" });
  });

  it("finds the plugins beside the target of a symlink on PATH", async () => {
    const folder = join(machine.home, "opt", "pulumi");
    await machine.engine(folder, "v3.300.0");
    await mkdir(machine.bin);
    await symlink(join(folder, "pulumi"), join(machine.bin, "pulumi"));
    const engine = await machine.find();
    expect(engine.pulumi).toBe(join(machine.bin, "pulumi"));
    expect(engine.env.PATH?.split(delimiter)[0]).toContain(join("opt", "pulumi"));
  });

  it("gives its processes no other engine's plugins and no downloads", async () => {
    await machine.engine(installed("3.300.0"), "v3.300.0");
    const { env } = await machine.find();
    expect(env.PATH?.split(delimiter)).toEqual([expect.stringContaining(installed("3.300.0")), machine.bin]);
    expect(env).toMatchObject({
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    });
  });

  it("says what takes minutes, and nothing else", async () => {
    const slow: string[] = [];
    const find = () => findEngine({ env: machine.env, onSlow: (line) => slow.push(line) });
    await expect(find()).rejects.toThrow(EngineNotFoundError);
    expect(slow).toEqual([expect.stringMatching(/^Building pulumi .* from Go modules: five to ten minutes/)]);
    await machine.engine(machine.bin, "v3.300.0");
    await find();
    expect(slow).toHaveLength(1);
  });

  it("lets Node keep compiled modules in the user's cache, or where the user wants them", async () => {
    await machine.engine(machine.bin, "v3.300.0");
    const cache = join(engineFolder(machine.env), "..", "..", "node");
    expect((await machine.find()).env).toMatchObject({ NODE_COMPILE_CACHE: cache });
    machine.env.NODE_COMPILE_CACHE = "/elsewhere";
    expect((await machine.find()).env).toMatchObject({ NODE_COMPILE_CACHE: "/elsewhere" });
  });

  it("reuses an earlier build without running npm or Go", async () => {
    for (const tool of ["npx", "go"]) {
      await machine.script(join(machine.bin, tool), `touch ${machine.home}/asked-${tool}`);
    }
    const pulumi = await machine.engine(cached(), "v3.259.0");
    expect(await machine.find()).toMatchObject({ pulumi, source: "go" });
    expect((await readdir(machine.home)).filter((name) => name.startsWith("asked"))).toEqual([]);
  });

  it("names all four sources, with the reason and the remedy for each", async () => {
    const failure = await machine.find().then(String, (error: Error) => error.message);
    expect(failure.split("\n")).toEqual([
      expect.stringMatching(/^No Pulumi engine was found, and none could be built/),
      expect.stringMatching(/^ {2}PATH: pulumi is not on PATH\b.* Install Pulumi/),
      expect.stringMatching(/^ {2}Pulumi's installer: there is no pulumi in .* Run Pulumi's installer/),
      expect.stringMatching(/^ {2}npm: npx is not on PATH\b.* Let this machine reach/),
      expect.stringMatching(/^ {2}Go modules: go is not on PATH\b.* Install Go/),
    ]);
  });
});
