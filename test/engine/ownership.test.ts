import { SipClient } from "livekit-server-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Console } from "../demo/console.js";
import { answering, makeWorkspace, longTimeout, TelephonyStack } from "./telephony-stack.js";
import type { Workspace } from "./workspace.js";

const OURS = "+15105550100";
const THEIRS = "+15105550101";
const OLD = "+442079460100";

describe("objects that already exist", longTimeout, () => {
  let stack: TelephonyStack;
  let rival: Workspace;
  let people: Console;
  let sip: SipClient;
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [OURS, THEIRS, OLD] } });
    rival = await makeWorkspace("telephony", stack.emulator, "rival");
    people = new Console(stack.emulator);
    const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = stack.emulator.env;
    sip = new SipClient(stack.emulator.livekit.url, LIVEKIT_API_KEY, LIVEKIT_API_SECRET);
  });
  afterAll(async () => {
    await rival?.dispose();
    await stack?.dispose();
  });

  const trunks = () => stack.emulator.twilio.store.trunks.all();
  const inboundTrunks = () => stack.emulator.livekit.store.inboundTrunks.all();

  it("and were created by hand are adopted and marked, and the preview says that destroy will delete them", async () => {
    const sid = await people.makeOldTrunk("Arkenos Inbound", OURS);
    const { sipTrunkId } = await sip.createSipInboundTrunk("Arkenos Inbound", [OURS]);
    await stack.workspace.configure(answering({ [OURS]: {} }));
    expect(await stack.workspace.succeed("preview")).toContain("pulumi destroy will then delete them");
    await stack.workspace.up();
    expect(trunks().map((trunk) => [trunk.sid, trunk.domainName])).toEqual([[sid, expect.stringMatching(/^arkenos-/)]]);
    expect(inboundTrunks().map((trunk) => [trunk.sipTrunkId, trunk.metadata])).toEqual([
      [sipTrunkId, expect.stringContaining("telephony/dev/telephony-inbound")],
    ]);
  });

  it("and belong to another stack are refused with the owner's name, and stay unchanged", async () => {
    const { livekit, twilio } = stack.emulator;
    const allObjects = () => [...Object.values(twilio.store), ...Object.values(livekit.store)].flatMap(contents);
    const before = allObjects();
    await rival.configure(answering({ [THEIRS]: {} }));
    const output = await rival.upFails();
    expect(output).toContain(
      "it belongs to telephony/dev/telephony-inbound, and this resource is telephony/rival/telephony-inbound",
    );
    await rival.destroy();
    expect(allObjects()).toEqual(before);
  });

  it("and belong to a stack of the same name in another backend are refused, and continue to answer", async () => {
    const { livekit, twilio } = stack.emulator;
    const allObjects = () => [...Object.values(twilio.store), ...Object.values(livekit.store)].flatMap(contents);
    const before = allObjects();
    const twin = await makeWorkspace("telephony", stack.emulator);
    await twin.configure({ ...answering({ [THEIRS]: {} }), namePrefix: "Other", adopt: "never" });
    expect(await twin.upFails()).toContain(`number ${OURS} depends on it`);
    expect(allObjects()).toEqual(before);
    await twin.destroy();
    expect(allObjects()).toEqual(before);
    await twin.dispose();
  });

  it("and share one name are refused, with both ids", async () => {
    const { sipTrunkId: one } = await sip.createSipInboundTrunk("Twin Inbound", [THEIRS]);
    const { sipTrunkId: two } = await sip.createSipInboundTrunk("Twin Inbound", ["+15105550102"]);
    await rival.configure({ ...answering({ [THEIRS]: {} }), namePrefix: "Twin" });
    expect(await rival.upFails()).toContain(`${one} and ${two} both match adopt: "by-name"`);
    for (const id of [one, two]) await sip.deleteSipTrunk(id);
  });

  it("and hold a number that the stack needs give it up only on request", async () => {
    const old = await people.makeOldTrunk("Old PBX", OLD);
    const trunkOf = () =>
      stack.emulator.twilio.store.numbers.all(({ phoneNumber }) => phoneNumber === OLD)[0]?.trunkSid;
    await stack.workspace.configure(answering({ [OURS]: {}, [OLD]: {} }));
    const [ours] = trunks();
    expect(await stack.workspace.upFails()).toContain(
      `${OLD} is on trunk ${old} "Old PBX", not on ${ours?.sid} [arkenos:number_on_other_trunk]; set move: true`,
    );
    expect(trunkOf()).toBe(old);
    await stack.workspace.configure(answering({ [OURS]: {}, [OLD]: { move: true } }));
    await stack.workspace.up();
    expect(trunkOf()).toBe(ours?.sid);
    await stack.workspace.destroy();
    expect(trunkOf()).toBeNull();
    expect(trunks().map(({ sid }) => sid)).toContain(old);
  });
});

function contents(part: unknown): unknown[] {
  return part !== null && typeof part === "object" && "all" in part && typeof part.all === "function"
    ? [part.all()]
    : [];
}
