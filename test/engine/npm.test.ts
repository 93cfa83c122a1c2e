import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeMachine } from "./fake-machine.js";

// Tests how we handle npm's answer. The stand-in for `npx` downloads nothing.
describe.skipIf(process.platform === "win32")("an engine from npm (its stand-ins are shell scripts)", () => {
  let machine: FakeMachine;

  beforeEach(async () => {
    machine = await FakeMachine.start();
  });
  afterEach(() => machine.stop());

  it("is the download of npm's wrapper", async () => {
    const template = join(machine.home, "download");
    await machine.engine(template, "v3.265.0");
    await machine.script(
      join(machine.bin, "npx"),
      'mkdir -p "$PULUMI_HOME/versions/$PULUMI_VERSION"',
      `cp -R ${template} "$PULUMI_HOME/versions/$PULUMI_VERSION/bin"`,
    );
    expect(await machine.find()).toMatchObject({ version: "3.265.0", source: "npm" });
  });

  it("is reported as missing with npm's reason and without its advice", async () => {
    await machine.script(
      join(machine.bin, "npx"),
      "echo npm error code ENOTFOUND >&2",
      "echo npm error A complete log of this run can be found in: /x >&2",
      "exit 1",
    );
    await expect(machine.find()).rejects.toThrow(
      /could not download the engine: npm error code ENOTFOUND\. Let this machine/,
    );
  });
});
