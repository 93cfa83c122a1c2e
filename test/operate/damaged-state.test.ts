import { readdir, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { runArkenos } from "../terminal/arkenos.js";

const OWNED = "+15105550100";
const CHECKPOINT = "stacks/telephony/dev.json";
const NOW = 0;
const LONG_AGO = 60_000;

describe("a state file that a killed engine left truncated", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [OWNED] } });
    await stack.workspace.configure(answering({ [OWNED]: {} }));
    await stack.workspace.up();
  });
  afterAll(() => stack?.dispose());

  const state = () => join(stack.workspace.folder, ".state", ".pulumi");
  const arkenos = (...words: string[]) => runArkenos(words, { cwd: stack.workspace.folder, env: stack.workspace.env });
  async function damage(name: string, length: number, age: number): Promise<void> {
    await truncate(join(state(), name), length);
    const then = new Date(Date.now() - age);
    await utimes(join(state(), name), then, then);
  }
  const expectToldBy = async (command: string) =>
    expect(await arkenos(command)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(
        /^Error: The stack's state cannot be read: [^\n]+\n {2}- .*\n {2}Run arkenos provision to repair it and continue\n$/,
      ) as string,
    });

  it.each([
    ["preview", `${CHECKPOINT}.attrs`, 0, NOW],
    ["doctor", CHECKPOINT, 0, LONG_AGO],
    ["refresh", CHECKPOINT, 200, NOW],
    ["graph", "meta.yaml", 0, NOW],
  ])("makes %s suggest provision, which repairs %s, cut to %i bytes %i ms ago", async (command, name, length, age) => {
    await damage(name, length, age);
    await expectToldBy(command);
    const { exitCode, stdout, stderr } = await arkenos("provision", "--yes");
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stdout).toContain(`Repaired the state: ${name}.\n`);
    expect(stdout).toContain("No changes: 9 resources match.");
  });

  it("is beyond repair without an intact copy, and the remedy is not provision", async () => {
    const names = await readdir(state(), { recursive: true });
    const copies = names.filter((name) => /^(stacks|backups).*\.json(\.bak)?$/.test(name));
    for (const name of copies) await writeFile(join(state(), name), "");
    const { exitCode, stderr } = await arkenos("provision", "--yes");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("No intact copy was found");
    expect(stderr).toContain("pulumi stack init");
    expect(stderr).not.toContain("arkenos provision");
  });
});
