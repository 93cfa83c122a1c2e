import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { arkenos, arkenosJson } from "../cli/terminal.js";
import { agents, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { ARKENOS } from "../terminal/arkenos.js";
import { KEYS, Terminal } from "../terminal/terminal.js";
import { makeByHand } from "./topology-by-hand.js";

const [ONE, TWO] = ["+15105550100", "+15105550101"];
const READING = /^(List|Fetch|Read)/;

let stack: TelephonyStack;
const begin = async (config: object = {}) => {
  stack = await TelephonyStack.start({ twilio: { owned: [ONE, TWO] } });
  await stack.workspace.configure({ sipDomain: "acme.sip.livekit.cloud", agents, ...config });
};
const here = () => ({ cwd: stack.workspace.folder, env: stack.workspace.env });
const configText = () => readFile(join(stack.workspace.folder, "Pulumi.dev.yaml"), "utf8");
const config = async () => (parse(await configText()) as { config: Record<string, unknown> }).config;
const writesOf = async (act: () => Promise<unknown>) =>
  (await stack.callsOf(act)).map(({ operation }) => operation).filter((operation) => !READING.test(operation));

describe("a topology that was created in two consoles, with its own names,", longTimeout, () => {
  let made: Awaited<ReturnType<typeof makeByHand>>;
  beforeAll(async () => {
    await begin();
    made = await makeByHand(stack.emulator, { numbers: [ONE, TWO] });
  });
  afterAll(() => stack?.dispose());

  it("is found by the route of its numbers; a dry run shows it and changes nothing", async () => {
    const before = await configText();
    const { exitCode, stdout } = await arkenos(["import", "--dry-run"], here());
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/LiveKit dispatch rule +SDR_\w+ +dispatch_twilio +- +calls of ST_\w+ → front-desk/);
    expect(stdout).toContain(`"Twilio Inbound Trunk": ${made.inboundTrunk}, because it answers these numbers`);
    expect(stdout).toContain("9 to import, 1 to be created by up.");
    expect(await configText()).toBe(before);
    expect(await stack.workspace.state()).not.toContain("dynamic/");
  });

  it("is imported without a write to either cloud; the config gets its names, its numbers and the differences", async () => {
    let ran: Awaited<ReturnType<typeof arkenosJson>> | undefined;
    const writes = await writesOf(async () => (ran = await arkenosJson(["import", "--yes"], here())));
    expect(ran).toMatchObject({ exitCode: 0, answer: { imported: true } });
    expect(writes).toEqual([]);
    expect(await config()).toMatchObject({
      "arkenos:agentName": "front-desk",
      "arkenos:names": {
        inboundTrunk: "Twilio Inbound Trunk",
        dispatchRule: "dispatch_twilio",
        outboundTrunk: "Twilio Outbound Trunk",
        elasticTrunk: "livekit",
        credentialList: "byhand credentials",
      },
      "arkenos:numbers": { [ONE]: { agent: "reception" }, [TWO]: { agent: "reception" } },
    });
    expect(await config()).not.toHaveProperty("arkenos:trunk");
  });

  it("is updated in place: every object keeps its id, and a call gets through", async () => {
    expect(await arkenos(["up", "--yes"], here())).toMatchObject({ exitCode: 0 });
    const { livekit, twilio } = stack.emulator;
    expect(livekit.store.inboundTrunks.all().map(({ sipTrunkId }) => sipTrunkId)).toEqual([made.inboundTrunk]);
    expect(livekit.store.outboundTrunks.all().map(({ sipTrunkId }) => sipTrunkId)).toEqual([made.outboundTrunk]);
    expect(livekit.store.dispatchRules.all().map(({ sipDispatchRuleId: id }) => id)).toEqual([made.dispatchRule]);
    expect(twilio.store.trunks.all().map(({ sid }) => sid)).toEqual([made.trunkSid]);
    expect(twilio.store.originationUrls.all()).toHaveLength(1);
    expect(stack.emulator.dial({ from: "+15105550177", to: TWO }).agents).toEqual([
      expect.objectContaining({ agentName: "front-desk" }),
    ]);
    expect((await arkenos(["preview", "--detailed-exitcode"], here())).exitCode).toBe(0);
  });
});

describe("a topology with a password, a PIN and a rule for every trunk", longTimeout, () => {
  beforeAll(() => begin({ numbers: { [ONE]: { agent: "reception" } } }));
  afterAll(() => stack?.dispose());

  it("is imported, with what up will change about it and why", async () => {
    const inbound = { authUsername: "twilio", authPassword: "Tr0ub4dor-and-3", allowedAddresses: ["54.172.60.0/30"] };
    const sipUrl = "sip:acme.sip.livekit.cloud";
    await makeByHand(stack.emulator, { numbers: [ONE, TWO], pin: "4711", ruleNamesTrunk: false, inbound, sipUrl });
    let ran: Awaited<ReturnType<typeof arkenosJson>> | undefined;
    const writes = await writesOf(async () => (ran = await arkenosJson(["import", "--yes"], here())));
    expect(writes).toEqual([]);
    expect(ran?.answer.notes).toEqual([
      expect.stringMatching(/asks callers for a password, which Twilio does not send: up removes it/),
      expect.stringMatching(/takes the calls of every trunk: up narrows it to this stack's/),
      expect.stringMatching(/asks callers for a PIN: up removes it/),
    ]);
    expect(ran?.stdout).not.toContain("Tr0ub4dor");
    expect(await stack.workspace.state()).not.toContain("Tr0ub4dor");
    expect(await config()).toMatchObject({
      "arkenos:inbound": { allowedAddresses: ["54.172.60.0/30"] },
      // Twilio uses UDP for a URL without a transport.
      "arkenos:trunk": { transport: "udp" },
      "arkenos:numbers": { [ONE]: { agent: "reception" }, [TWO]: { agent: "reception" } },
    });
    expect(await arkenos(["up", "--yes"], here())).toMatchObject({ exitCode: 0 });
    expect(stack.emulator.livekit.store.dispatchRules.all()).toHaveLength(1);
  });
});

describe("two topologies that match", longTimeout, () => {
  let first: Awaited<ReturnType<typeof makeByHand>>;
  beforeAll(async () => {
    await begin();
    first = await makeByHand(stack.emulator, { numbers: [ONE] });
    await makeByHand(stack.emulator, { numbers: [TWO], domain: "other" });
  });
  afterAll(() => stack?.dispose());

  it("are both named, with the command that selects one, and nothing is imported", async () => {
    const { exitCode, answer } = await arkenosJson(["import", "--yes"], here());
    expect(exitCode).toBe(1);
    expect(answer.error?.problems?.[0]).toBe(
      `trunk "livekit": ${first.trunkSid} and TK00000000000000000000000000000002 match; choose one with --trunk ${first.trunkSid}`,
    );
    expect(answer.error?.next).toContain(
      `arkenos import --trunk ${first.trunkSid} --inbound-trunk ${first.inboundTrunk} --dispatch-rule ${first.dispatchRule} --outbound-trunk ${first.outboundTrunk}`,
    );
    expect(await stack.workspace.state()).not.toContain("dynamic/");
  });

  it("reject an id that does not exist or is of another kind", async () => {
    const words = ["import", "--yes", "--trunk", first.inboundTrunk, "--inbound-trunk", "ST_nothing"];
    const { exitCode, answer } = await arkenosJson(words, here());
    expect(exitCode).toBe(2);
    expect(answer.error?.problems).toEqual([
      `--trunk: ${first.inboundTrunk} is a LiveKit inbound trunk; use --inbound-trunk`,
      expect.stringMatching(
        /^--inbound-trunk: ST_nothing does not exist; existing LiveKit inbound trunks: ST_\w+, ST_\w+$/,
      ),
    ]);
  });

  it("are offered in a terminal, and the rest follows from the answer", async () => {
    const { cwd, env } = here();
    const person = Terminal.open({ command: [...ARKENOS, "import"], cwd, env });
    await person.until("Which Twilio trunk should this stack use?");
    person.type(KEYS.enter);
    await person.until("Import these into the stack?");
    person.type("y");
    expect({ code: await person.ended, screen: await person.screen() }).toMatchObject({ code: 0 });
    const state = await stack.workspace.state();
    expect(state).toContain(first.trunkSid);
    expect(state).toContain(first.dispatchRule);
    expect(await config()).toMatchObject({ "arkenos:numbers": { [ONE]: { agent: "reception" } } });
    await person.close();
  });
});

describe("accounts with nothing to import", longTimeout, () => {
  beforeAll(() => begin({ numbers: { [ONE]: { agent: "reception" } } }));
  afterAll(() => stack?.dispose());

  it("cause an error that names the next command", async () => {
    const { exitCode, answer } = await arkenosJson(["import", "--yes"], here());
    expect({ exitCode, error: answer.error }).toMatchObject({
      exitCode: 1,
      error: { message: "No existing object matches the stack", next: expect.stringContaining("arkenos up") as string },
    });
  });
});
