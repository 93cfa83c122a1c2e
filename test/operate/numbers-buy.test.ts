import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { killEngine } from "../engine/kill-engine.js";
import { descendants, endAll, treeProblem } from "../engine/process-tree.js";
import { longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { arkenosOn } from "./arkenos-on.js";
import { talking } from "../talking.js";

const config = {
  sipDomain: "acme.sip.livekit.cloud",
  agents: {
    reception: { systemPrompt: "You answer for Acme.", ...talking },
    sales: { systemPrompt: "You sell.", ...talking },
  },
};
const BUY = ["numbers", "buy", "--country", "US", "--area-code", "510", "--agent", "sales"];

describe.skipIf(treeProblem)(treeProblem ?? "a number that is bought by command", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({});
    await stack.workspace.configure(config);
  }, longTimeout.timeout);
  afterAll(() => stack?.dispose());

  const arkenos = (...argv: string[]) => arkenosOn(stack, argv);
  const file = () => readFile(join(stack.workspace.folder, "Pulumi.dev.yaml"), "utf8");
  const purchases = () => stack.calls.filter(({ operation }) => operation === "CreateIncomingPhoneNumber");
  const owned = () => stack.emulator.twilio.store.numbers.all().map(({ phoneNumber }) => phoneNumber);

  it("is in the config before the purchase, so that a killed run has recorded it", async () => {
    const { arrived, release } = stack.emulator.twilio.faults.hold("CreateIncomingPhoneNumber");
    const buying = arkenos(...BUY);
    await Promise.race([arrived, buying.then((answer) => Promise.reject(new Error(JSON.stringify(answer))))]);
    expect(await file()).toMatch(/"\+1510\d{7}":? ?\{? ?\n? *agent: sales/);
    const tree = await descendants(process.pid);
    const engines = await Promise.all(tree.map((pid) => readFile(`/proc/${pid}/comm`, "utf8").catch(() => "")));
    for (const pid of tree.filter((_, index) => engines[index]?.trim() === "pulumi"))
      await killEngine(pid, stack.workspace.folder);
    expect(await buying).toMatchObject({ ok: false });
    release();
    try {
      await vi.waitFor(() => expect(owned()).toHaveLength(1), 20_000);
    } finally {
      endAll(tree);
    }
  });

  it("is refused in one sentence while the killed run's lock exists", async () => {
    const before = await file();
    const answer = await arkenos(...BUY);
    expect(answer).toMatchObject({ exitCode: 5, error: { message: "Another run holds the stack" } });
    expect(await file()).toBe(before);
    await stack.workspace.succeed("cancel", "--yes");
  });

  it("is bought by the same command, which buys no second one", async () => {
    const [number = ""] = owned();
    expect(await arkenos(...BUY)).toMatchObject({ ok: true, number, agent: "sales", bought: false });
    expect(purchases()).toHaveLength(1);
    expect(stack.emulator.dial({ from: "+15105550177", to: number }).agents).toHaveLength(1);
  });

  it("is not bought again, by search or by number", async () => {
    const [number = ""] = owned();
    expect(await arkenos(...BUY)).toMatchObject({ ok: true, number, bought: false });
    expect(await arkenos("numbers", "buy", number, "--agent", "sales")).toMatchObject({ ok: true, bought: false });
    expect(await arkenos("numbers", "buy", number, "--agent", "reception")).toMatchObject({
      exitCode: 2,
      error: { message: `${number} is already in this stack, answered by sales` },
    });
    expect(purchases()).toHaveLength(1);
  });

  it("is followed by another when one more is requested", async () => {
    const answer = await arkenos(...BUY, "--another");
    const monthlyPrice = { amount: "1.15", currency: "USD" };
    expect(answer).toMatchObject({ ok: true, bought: true, number: expect.stringMatching(/^\+1510/), monthlyPrice });
    expect(owned()).toHaveLength(2);
    expect(purchases()).toHaveLength(2);
  });

  it("names the config entry and how to undo it when somebody else bought the number first", async () => {
    const sold = "+12125550999";
    const answer = await arkenos("numbers", "buy", sold, "--agent", "sales");
    expect(answer).toMatchObject({ exitCode: 1, ok: false });
    const { problems = [], next } = (answer as { error: { problems?: string[]; next?: string } }).error;
    expect(problems.join("\n")).toMatch(/not available|not for sale/);
    expect(problems.join("\n")).toMatch(/Pulumi\.dev\.yaml was already changed: .*\+12125550999/);
    expect(next).toContain(`To undo: arkenos numbers release ${sold}`);
    expect(await arkenos("numbers", "release", sold)).toMatchObject({ ok: true });
    expect(await file()).not.toContain(sold);
  });
});
