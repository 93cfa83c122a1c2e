import { readdir, readFile, truncate, utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repairState } from "../../stacks/engine/damaged-state.js";
import { answering, patience, TelephonyStack } from "./telephony-stack.js";

const OWNED = "+15105550100";

describe("a state in files that a killed engine left half written", patience, () => {
  let stack: TelephonyStack;
  let state: string;
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [OWNED] } });
    state = join(stack.workspace.folder, ".state", ".pulumi");
    await stack.workspace.configure(answering({ [OWNED]: {} }));
    await stack.workspace.up();
  });
  afterAll(() => stack?.dispose());

  const files = async (end: string) =>
    (await readdir(state, { recursive: true })).filter((name) => name.endsWith(end)).map((name) => join(state, name));
  const damage = async (file: string) => {
    await truncate(file);
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(file, longAgo, longAgo);
  };
  const preview = async () => {
    const { code, output } = await stack.workspace.run("preview", "--expect-no-changes");
    return { code, output };
  };
  const repaired = () => repairState(stack.workspace.folder, stack.workspace.env);

  it("is left alone where it is whole", async () => {
    expect(await repaired()).toEqual([]);
  });

  it.each([".attrs", "dev.json"])("is what the engine took it for once %s is repaired", async (end) => {
    const checkpoint = (await files("dev.json")).filter((name) => name.includes("stacks"));
    const damaged = end === ".attrs" ? await files("dev.json.attrs") : checkpoint;
    expect(damaged.length).toBeGreaterThan(0);
    for (const file of damaged) await damage(file);
    expect((await preview()).code).not.toBe(0);
    expect(await repaired()).not.toEqual([]);
    expect(await preview()).toMatchObject({ code: 0 });
    expect(await readFile(checkpoint[0] ?? "", "utf8")).toContain("InboundTrunk");
  });
});
