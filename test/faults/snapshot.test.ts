import { type Emulator, start } from "@arkenos/emulator";
import { SipClient } from "livekit-server-sdk";
import { afterEach, expect, it } from "vitest";
import { makeSwitchboard } from "../engine/another-team.js";
import { snapshotOf } from "./snapshot.js";

const open: Emulator[] = [];
const sandbox = async () => {
  const emulator = await start({ twilio: { owned: ["+15105550100"] } });
  open.push(emulator);
  return emulator;
};
const sipClient = ({ livekit, env }: Emulator) =>
  new SipClient(livekit.url, env.LIVEKIT_API_KEY, env.LIVEKIT_API_SECRET);
afterEach(() => Promise.all(open.splice(0).map((emulator) => emulator.close())));

it("two clouds with the same objects have equal snapshots, whatever their ids and dates", async () => {
  const one = await sandbox();
  const other = await sandbox();
  const { sipTrunkId } = await sipClient(other).createSipInboundTrunk("Passing", ["+13035550142"]);
  await sipClient(other).deleteSipTrunk(sipTrunkId);
  for (const emulator of [one, other]) await makeSwitchboard(emulator, ["+15105550100"]);
  expect(other.save()).not.toBe(one.save());
  expect(snapshotOf(other)).toEqual(snapshotOf(one));
});

it("a different field, an extra object and a number on another trunk change the snapshot", async () => {
  const emulator = await sandbox();
  await makeSwitchboard(emulator, ["+15105550100"]);
  const before = snapshotOf(emulator);
  const { originationUrls, numbers } = emulator.twilio.store;
  for (const { sid } of originationUrls.all()) originationUrls.patch(sid, { weight: 7 });
  expect(snapshotOf(emulator)).not.toEqual(before);
  for (const { sid } of originationUrls.all()) originationUrls.patch(sid, { weight: 1 });
  expect(snapshotOf(emulator)).toEqual(before);
  await sipClient(emulator).createSipInboundTrunk("Twin", ["+13035550142"]);
  expect(snapshotOf(emulator)).toHaveLength(before.length + 1);
  for (const { sid } of numbers.all()) numbers.patch(sid, { trunkSid: null });
  expect(snapshotOf(emulator).filter((line) => !before.includes(line))).toHaveLength(2);
});
