import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { arkenos, arkenosJson } from "./terminal.js";

describe("the command line", () => {
  it("prints its version and its help on standard output", async () => {
    expect(await arkenos(["--version"])).toEqual({ exitCode: 0, stdout: "0.1.0\n", stderr: "" });
    const help = await arkenos(["up", "--help"]);
    expect(help).toMatchObject({ exitCode: 0, stderr: "" });
    expect(help.stdout).toMatch(/Global Options:[^]*--json[^]*Examples:/);
  });

  it("suggests the nearest command for a typo, without a remote call", async () => {
    expect(await arkenos(["previw"])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: 'Error: Unknown command "previw"\n  Did you mean arkenos preview?\n',
    });
  });

  it.each([
    [["deploy"], "Did you mean arkenos up?"],
    [["deplyo", "--yes"], "Did you mean arkenos up?"],
    [["plan"], "Did you mean arkenos preview?"],
    [["teardown"], "Did you mean arkenos destroy?"],
    [["destory"], "Did you mean arkenos destroy?"],
    [["numbers", "purchase", "+15105550100"], "Did you mean arkenos numbers buy?"],
    [["numbers", "lst"], "Did you mean arkenos numbers list?"],
    [["agent", "start"], "Did you mean arkenos agent run?"],
    [["start"], "Did you mean arkenos agent run?"],
    [["frobnicate"], "See arkenos --help"],
    [["numbers", "frobnicate"], "See arkenos numbers --help"],
  ])("suggests for %j the command that does this, never one that deletes", async (argv, next) => {
    const { exitCode, stderr } = await arkenos(argv);
    expect({ exitCode, stderr: stderr.split("\n  ")[1] }).toEqual({ exitCode: 2, stderr: `${next}\n` });
  });

  it("runs simulate and test-route by their former names, which the help no longer lists", async () => {
    const { stdout } = await arkenos(["--help"]);
    expect(stdout).toMatch(/^ {2}simulate .*[^]*^ {2}test-route /m);
    expect(stdout).not.toMatch(/dial|test-pipeline/);
    for (const [former, usage] of [
      ["dial", "<from> <to>"],
      ["test-pipeline", "<number>"],
    ] as const) {
      expect((await arkenos([former, "--help"])).stdout).toContain(`Usage: arkenos ${former} [options] ${usage}`);
    }
  });

  it("shows the help of a command in a group with help, as with --help", async () => {
    const { stdout } = await arkenos(["numbers", "buy", "--help"]);
    expect(await arkenos(["help", "numbers", "buy"])).toEqual({ exitCode: 0, stdout, stderr: "" });
    expect(await arkenos(["--json", "help"])).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it.each(["0.001", "-1", "9999999", "often"])(
    "refuses to reload the routing table every %s seconds",
    async (refresh) => {
      const { exitCode, stderr } = await arkenos(["agent", "run", "--refresh", refresh]);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 2,
        stderr: "Error: --refresh must be from 1 to 86400 seconds, or 0 for never\n",
      });
    },
  );

  it("rejects an unknown option and names the help", async () => {
    const { exitCode, stderr } = await arkenos(["up", "--force-it"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: "Error: Unknown option '--force-it'\n  See arkenos up --help\n",
    });
  });

  it("names the command that was typed, not the value of an option before it", async () => {
    const { stderr } = await arkenos(["--stack", "prod", "-C", "/tmp", "up", "--force-it"]);
    expect(stderr).toBe("Error: Unknown option '--force-it'\n  See arkenos up --help\n");
    const { answer } = await arkenosJson(["-s", "prod", "numbers", "release", "+15105550100"], { cwd: tmpdir() });
    expect(answer).toMatchObject({ ok: false, command: "numbers release" });
  });

  it("prints text where --json is an option of the program that env runs", async () => {
    const { stdout, stderr } = await arkenos(["env", "--", "node", "--json"], { cwd: tmpdir() });
    expect({ stdout, stderr }).toEqual({ stdout: "", stderr: expect.stringContaining("There is no Pulumi.yaml") });
  });

  it("prints a failure as one JSON object with --json", async () => {
    const { exitCode, stderr, answer } = await arkenosJson(["preview"], { cwd: tmpdir() });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: "" });
    expect(answer).toMatchObject({
      version: 1,
      command: "preview",
      ok: false,
      error: { exitCode: 2, code: "no_project" },
    });
    expect(answer.error).toMatchObject({ details: [{ path: [], code: "no_project" }] });
    expect(answer.error?.message).toContain("There is no Pulumi.yaml");
  });
});
