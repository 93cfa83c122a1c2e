import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { arkenos, arkenosJson } from "./terminal.js";

describe("the command line", () => {
  it("tells its version and its help on standard output", async () => {
    expect(await arkenos(["--version"])).toEqual({ exitCode: 0, stdout: "0.1.0\n", stderr: "" });
    const help = await arkenos(["up", "--help"]);
    expect(help).toMatchObject({ exitCode: 0, stderr: "" });
    expect(help.stdout).toMatch(/Global Options:[^]*--json[^]*Examples:/);
  });

  it("suggests the nearest command for a typo, and calls nothing", async () => {
    expect(await arkenos(["previw"])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "Error: unknown command 'previw'\n  Did you mean preview?\n",
    });
  });

  it("refuses an unknown option and tells where to look", async () => {
    const { exitCode, stderr } = await arkenos(["up", "--force-it"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: "Error: unknown option '--force-it'\n  arkenos up --help shows how\n",
    });
  });

  it("answers a failure with one JSON object where JSON was asked for", async () => {
    const { exitCode, stderr, answer } = await arkenosJson(["preview"], { cwd: tmpdir() });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: "" });
    expect(answer).toMatchObject({ version: 1, command: "preview", ok: false, error: { exitCode: 2 } });
    expect(answer.error?.message).toContain("There is no Pulumi.yaml");
  });
});
