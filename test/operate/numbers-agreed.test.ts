import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arkenosJson } from "../cli/terminal.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { ARKENOS } from "../terminal/arkenos.js";
import { Terminal } from "../terminal/terminal.js";

const OWNED = "+15105550100";
const WANTED = "+12065550200";

describe("a purchase that is in the config and not made yet", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [OWNED] } });
    await stack.workspace.configure(answering({ [WANTED]: { purchase: true } }));
  }, longTimeout.timeout);
  afterAll(() => stack?.dispose());

  const file = () => readFile(join(stack.workspace.folder, "Pulumi.dev.yaml"), "utf8");
  const owned = () => stack.emulator.twilio.store.numbers.all().map(({ phoneNumber }) => phoneNumber);

  it("is made by numbers buy only after the price is shown and the person agrees", async () => {
    const { folder: cwd, env } = stack.workspace;
    const words = ["numbers", "buy", WANTED, "--agent", "reception", "--stack", "dev"];
    const terminal = Terminal.open({ command: [...ARKENOS, ...words], cwd, env });
    try {
      await terminal.until(`${WANTED} will be bought. Twilio bills $1.15 a month`);
      await terminal.until("Apply these changes?");
      terminal.type("n");
      expect(await terminal.ended).toBe(1);
    } finally {
      await terminal.close();
    }
    expect(owned()).toEqual([OWNED]);
  });

  it("is not made by an up that showed another plan, because the config was saved in the meantime", async () => {
    const { folder: cwd, env } = stack.workspace;
    await stack.workspace.configure(answering({ [OWNED]: {} }));
    const terminal = Terminal.open({ command: [...ARKENOS, "up", "--stack", "dev"], cwd, env });
    try {
      await terminal.until("Apply these changes?");
      await stack.workspace.configure(answering({ [OWNED]: {}, [WANTED]: { purchase: true } }));
      terminal.type("y");
      await terminal.until("The config has changed since these changes were shown");
      expect(await terminal.ended).toBe(1);
    } finally {
      await terminal.close();
    }
    expect(owned()).toEqual([OWNED]);
    expect(stack.emulator.livekit.store.inboundTrunks.all()).toEqual([]);
    await stack.workspace.configure(answering({ [WANTED]: { purchase: true } }));
  });

  it("is not made by a command that cannot ask; the config is restored", async () => {
    const before = await file();
    const { folder: cwd, env } = stack.workspace;
    const words = ["numbers", "assign", OWNED, "--agent", "reception", "--stack", "dev"];
    const { exitCode, answer } = await arkenosJson(words, { cwd, env });
    expect({ exitCode, error: answer.error }).toMatchObject({
      exitCode: 2,
      error: {
        code: "needs_terminal",
        next: expect.stringMatching(/Use --yes to skip the prompt\. The config is unchanged$/) as string,
      },
    });
    expect({ config: await file(), owned: owned() }).toEqual({ config: before, owned: [OWNED] });
  });
});
