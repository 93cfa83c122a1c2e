import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arkenos, arkenosJson, withoutProgress } from "../cli/terminal.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";

const OWNED = "+15105550100";
const OTHER = "+15105550101";
const READING = /^(List|Fetch|Read)/;

let stack: TelephonyStack;
beforeAll(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [OWNED, OTHER] } });
  const { workspace, emulator } = stack;
  await workspace.configure(answering({ [OWNED]: {}, [OTHER]: {} }));
  await workspace.up();
  // All objects are now somebody else's: no state knows them, and no marker names their owner.
  await workspace.succeed("stack", "rm", "dev", "--force", "--preserve-config", "--yes");
  await workspace.succeed("stack", "init", "dev");
  await workspace.configure({ ...answering({ [OWNED]: {}, [OTHER]: {} }), adopt: "never" });
  const { inboundTrunks, outboundTrunks } = emulator.livekit.store;
  for (const trunk of inboundTrunks.all()) inboundTrunks.patch(trunk.sipTrunkId, { metadata: "" });
  for (const trunk of outboundTrunks.all()) outboundTrunks.patch(trunk.sipTrunkId, { metadata: "" });
  const [trunk] = emulator.twilio.store.trunks.all();
  emulator.twilio.store.trunks.patch(trunk?.sid ?? "", {
    cnamLookupEnabled: true,
    domainName: "by-hand.pstn.twilio.com",
  });
});
afterAll(() => stack?.dispose());

const here = () => ({ cwd: stack.workspace.folder, env: stack.workspace.env });
const ids = () => {
  const { livekit, twilio } = stack.emulator;
  const { inboundTrunks, outboundTrunks, dispatchRules } = livekit.store;
  return {
    livekit: [...inboundTrunks.all(), ...outboundTrunks.all()].map(({ sipTrunkId }) => sipTrunkId),
    rules: dispatchRules.all().map(({ sipDispatchRuleId }) => sipDispatchRuleId),
    twilio: twilio.store.trunks.all().map(({ sid }) => sid),
    urls: twilio.store.originationUrls.all().map(({ sid }) => sid),
    lists: twilio.store.credentialLists.all().map(({ sid }) => sid),
    credentials: twilio.store.credentials.all().map(({ sid }) => sid),
  };
};

describe("a topology that was created by hand", longTimeout, () => {
  it("is refused when several objects match, with their ids, and nothing is imported", async () => {
    const { inboundTrunks } = stack.emulator.livekit.store;
    for (const trunk of inboundTrunks.all()) inboundTrunks.insert({ ...trunk, sipTrunkId: "ST_twin", numbers: [] });
    const { exitCode, answer } = await arkenosJson(["import", "--yes"], here());
    inboundTrunks.delete("ST_twin");
    expect(exitCode).toBe(1);
    expect(answer.error?.problems?.[0]).toMatch(/^inbound trunk "Arkenos Inbound": ST_\w+ and ST_twin match/);
    expect(await stack.workspace.state()).not.toContain("dynamic/");
  });

  it("is shown with the reason for each object, and not touched by a dry run", async () => {
    const { exitCode, stdout } = await arkenos(["import", "--dry-run"], here());
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/= LiveKit inbound trunk "Arkenos Inbound": ST_\w+, because it answers these numbers/);
    expect(stdout).toMatch(/\+ Twilio {2}credential "livekit": up will create it; its password cannot be read/);
    expect(await stack.workspace.state()).not.toContain("dynamic/");
  });

  it("is imported into the state without a write, and what up will change is shown", async () => {
    const before = ids();
    let answer: Record<string, unknown> = {};
    const calls = await stack.callsOf(async () => {
      const ran = await arkenosJson(["import", "--yes"], here());
      answer = ran.answer;
      expect(ran).toMatchObject({ exitCode: 0, answer: { imported: true } });
    });
    expect(calls.map(({ operation }) => operation).filter((operation) => !READING.test(operation))).toEqual([]);
    expect(ids()).toEqual(before);
    const { changes } = answer.next as { changes: { op: string; name: string; fields: { path: string }[] }[] };
    // The trunk's settings are in the config now, so up does not change them.
    expect(changes.map(({ op, name }) => `${op} ${name}`).sort()).toEqual([
      "create telephony-credential",
      "update telephony-outbound",
    ]);
    expect(answer.config).toEqual([expect.stringMatching(/^-/), expect.stringMatching(/^\+.*cnamLookupEnabled: true/)]);
  });

  it("has its secrets encrypted in the state", async () => {
    const [outbound] = stack.emulator.livekit.store.outboundTrunks.all();
    expect(outbound?.authPassword).toMatch(/.{12}/);
    const state = await stack.workspace.state();
    expect(state).toContain("telephony-outbound");
    expect(state).not.toContain(outbound?.authPassword);
  });

  it("is updated in place: every object keeps its id, the password is replaced on both sides", async () => {
    const before = ids();
    const [old] = stack.emulator.livekit.store.outboundTrunks.all();
    const { exitCode, stderr } = await arkenos(["up", "--yes"], here());
    expect({ exitCode, stderr: withoutProgress(stderr) }).toEqual({ exitCode: 0, stderr: "" });
    expect(ids()).toEqual(before);
    const [trunk] = stack.emulator.livekit.store.outboundTrunks.all();
    expect(trunk?.authPassword).not.toBe(old?.authPassword);
    expect(stack.emulator.twilio.store.verifyPassword(trunk?.authUsername ?? "", trunk?.authPassword ?? "")).toBe(true);
    expect(stack.emulator.dial({ from: "+15105550177", to: OWNED }).agents).toHaveLength(1);
    expect((await arkenos(["preview", "--detailed-exitcode"], here())).exitCode).toBe(0);
  });

  it("has nothing left to import", async () => {
    expect((await arkenos(["import", "--dry-run"], here())).stdout).toContain("0 to import, 0 to be created by up.");
  });
});
