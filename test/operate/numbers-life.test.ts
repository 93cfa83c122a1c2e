import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Call } from "@arkenos/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { arkenosOn } from "./arkenos-on.js";
import { talking } from "../talking.js";

const FIRST = "+15105550100";
const SECOND = "+15105550101";

const config = {
  sipDomain: "acme.sip.livekit.cloud",
  agents: {
    reception: { systemPrompt: "You answer for Acme.", ...talking },
    "night-desk": { systemPrompt: "You take messages.", ...talking },
  },
  numbers: { [FIRST]: { agent: "reception" } },
};

describe("a number's life, by command", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [FIRST, SECOND] } });
    await stack.workspace.configure(config);
    await stack.workspace.up();
  }, longTimeout.timeout);
  afterAll(() => stack?.dispose());

  const arkenos = (...argv: string[]) => arkenosOn(stack, argv);
  const file = () => readFile(join(stack.workspace.folder, "Pulumi.dev.yaml"), "utf8");
  const answering = (number: string) => stack.emulator.dial({ from: "+15105550177", to: number }).agents.length;
  const writes = (calls: readonly Call[]) =>
    calls.filter(({ operation, method }) => method !== "GET" && !operation.startsWith("List"));
  const routes = async () => (await stack.workspace.outputs()).numbers as Record<string, string>;
  const stateOf = async (number: string) => {
    const { numbers } = (await arkenos("numbers", "list")) as unknown as {
      numbers: { number: string; state: string }[];
    };
    return numbers.find((other) => other.number === number)?.state;
  };

  it("rings its agent when it is assigned", async () => {
    expect(await stateOf(SECOND)).toBe("unassigned");
    expect(await arkenos("numbers", "assign", SECOND, "--agent", "reception")).toMatchObject({ ok: true });
    expect(answering(SECOND)).toBe(1);
    expect(await routes()).toMatchObject({ [SECOND]: "reception" });
    expect(await stateOf(SECOND)).toBe("routed");
  });

  it("causes no write to a cloud or the config when it is assigned again", async () => {
    const before = await file();
    const calls = await stack.callsOf(() => arkenos("numbers", "assign", SECOND, "--agent", "reception"));
    expect(writes(calls)).toEqual([]);
    expect(await file()).toBe(before);
  });

  it("stays routed when it is reassigned: neither cloud is changed, only the routing table", async () => {
    const calls = await stack.callsOf(() => arkenos("numbers", "reassign", SECOND, "--agent", "night-desk"));
    expect(writes(calls)).toEqual([]);
    expect(answering(SECOND)).toBe(1);
    expect(await routes()).toMatchObject({ [FIRST]: "reception", [SECOND]: "night-desk" });
  });

  it("can be assigned again although the program does not export its trunk", async () => {
    const program = join(stack.workspace.folder, "index.js");
    const all = await readFile(program, "utf8");
    await writeFile(program, 'export { telephony, numbers } from "@arkenos/stacks/main";\n');
    await stack.workspace.up();
    expect(await arkenos("numbers", "assign", SECOND, "--agent", "night-desk")).toMatchObject({ ok: true });
    await writeFile(program, all);
  });

  it("is no longer sent by Twilio before LiveKit stops answering, when it is released, and the account keeps it", async () => {
    const calls = await stack.callsOf(async () =>
      expect(await arkenos("numbers", "release", SECOND)).toMatchObject({ ok: true, givenBack: false }),
    );
    const [detached] = calls.filter(({ operation }) => operation === "DeletePhoneNumber");
    const [dropped] = calls.filter(({ operation }) => operation === "UpdateSIPInboundTrunk");
    expect(detached?.answered).toBeLessThan(dropped?.arrived ?? 0);
    expect(await file()).not.toContain(SECOND);
    expect(await stateOf(SECOND)).toBe("unassigned");
    expect(answering(FIRST)).toBe(1);
  });

  it("needs more than --yes to leave the account", async () => {
    const before = await file();
    const calls = await stack.callsOf(async () =>
      expect(await arkenos("numbers", "release", FIRST, "--give-back")).toMatchObject({
        exitCode: 2,
        error: { message: `Releasing ${FIRST} to Twilio is permanent` },
      }),
    );
    expect(writes(calls)).toEqual([]);
    expect(await file()).toBe(before);
  });

  it("leaves the account after the trunk, with --give-back", async () => {
    const calls = await stack.callsOf(async () =>
      expect(await arkenos("numbers", "release", FIRST, "--give-back", "--i-understand")).toMatchObject({
        ok: true,
        givenBack: true,
      }),
    );
    const operations = writes(calls).map(({ operation }) => operation);
    expect(operations.indexOf("DeletePhoneNumber")).toBeLessThan(operations.indexOf("DeleteIncomingPhoneNumber"));
    expect(operations.indexOf("DeletePhoneNumber")).toBeGreaterThanOrEqual(0);
    expect(stack.emulator.twilio.store.numbers.all().map(({ phoneNumber }) => phoneNumber)).toEqual([SECOND]);
    expect(await file()).not.toContain(FIRST);
  });
});
