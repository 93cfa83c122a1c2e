import { type Emulator, start } from "@arkenos/emulator";
import { SipClient } from "livekit-server-sdk";
import { afterEach, expect, it } from "vitest";

const open: Emulator[] = [];
const sandbox = async (owned: string[]) => {
  const emulator = await start({ twilio: { owned } });
  open.push(emulator);
  return emulator;
};
const sipClient = ({ livekit, env }: Emulator) =>
  new SipClient(livekit.url, env.LIVEKIT_API_KEY, env.LIVEKIT_API_SECRET);
afterEach(() => Promise.all(open.splice(0).map((emulator) => emulator.close())));

it("a saved sandbox is loaded into another with every object, date and duration", async () => {
  const one = await sandbox(["+15105550100"]);
  const trunk = await sipClient(one).createSipInboundTrunk("Support", ["+15105550100"], { ringingTimeout: 20 });
  one.livekit.store.sipHost = "acme.sip.livekit.cloud";
  const other = await sandbox([]);
  other.load(one.save());
  expect(other.twilio.store.numbers.all()).toEqual(one.twilio.store.numbers.all());
  expect(other.livekit.store.inboundTrunks.all()).toEqual(one.livekit.store.inboundTrunks.all());
  expect(other.livekit.store.sipHost).toBe("acme.sip.livekit.cloud");
  const [listed] = await sipClient(other).listSipInboundTrunk();
  expect(listed).toEqual(trunk);
  expect(other.save()).toBe(one.save());
});

it("a loaded sandbox continues with the next ids and time, without calls and faults", async () => {
  const emulator = await sandbox([]);
  await sipClient(emulator).createSipInboundTrunk("First", ["+15105550100"]);
  const saved = emulator.save();
  const make = async () => {
    const second = await sipClient(emulator).createSipInboundTrunk("Second", ["+15105550101"]);
    return [second.sipTrunkId, emulator.twilio.store.entity("TK", "AC1")];
  };
  const before = await make();
  emulator.livekit.faults.next("ListSIPInboundTrunk", { kind: "lose" });
  emulator.load(saved);
  expect(emulator.livekit.store.inboundTrunks.size).toBe(1);
  expect([...emulator.livekit.calls, ...emulator.twilio.calls]).toEqual([]);
  expect(emulator.livekit.faults.take("ListSIPInboundTrunk")).toBeUndefined();
  expect(await make()).toEqual(before);
});
