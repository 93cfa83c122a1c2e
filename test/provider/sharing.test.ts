import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openWorld } from "./open-world.js";
import { Run } from "./run.js";
import type { World } from "./world.js";

// Two teams with two backends but one project and stack name: each finds and adopts the objects of the other.
const owner = (resource: string) => `telephony/dev/telephony-${resource}`;
const [OURS, THEIRS] = ["+15105550100", "+15105550101"] as const;

let world: World;
let team: Run;
beforeEach(async () => {
  world = await openWorld();
  team = world.run();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});

describe("a delete checks once more", () => {
  it("and keeps a trunk that carries a number that is not in the stack", async () => {
    const logged = vi.spyOn(console, "log").mockReturnValue();
    const inbound = await team.create("InboundTrunk", { name: "In", numbers: [OURS], owner: owner("inbound") });
    await world.contents.change("InboundTrunk", inbound.id, { numbers: [OURS, THEIRS] });
    const trunk = await team.create("ElasticTrunk", { friendlyName: "Shop", owner: owner("trunk") });
    // From another machine: the numbers that this one put on the trunk are its own.
    await new Run(world.settings).create("NumberAssociation", { number: OURS, trunkSid: trunk.id });
    const run = world.run();
    await run.delete("InboundTrunk", inbound);
    await run.delete("ElasticTrunk", trunk);
    expect(await world.contents.holds("InboundTrunk", inbound.id)).toBeDefined();
    expect(await world.contents.holds("ElasticTrunk", trunk.id)).toBeDefined();
    expect(logged.mock.calls.flat().join("\n")).toMatch(
      new RegExp(
        `${inbound.id} "In" is not deleted: it carries number \\${THEIRS}[^]*${trunk.id} is not deleted: it carries number \\${OURS}`,
      ),
    );
  });

  it("and deletes a trunk whose numbers come from our own interrupted update", async () => {
    const inbound = { name: "In", owner: owner("inbound") };
    const made = await team.create("InboundTrunk", { ...inbound, numbers: [OURS] });
    await world.run().update("InboundTrunk", made, { ...inbound, numbers: [OURS, THEIRS] });
    const config = { numbers: { [OURS]: {}, [THEIRS]: {} } };
    await world.run({}, config).delete("InboundTrunk", made);
    expect(await world.contents.all("InboundTrunk")).toEqual([]);
  });

  it("and keeps everything that answers another stack's number on their trunk, and names it", async () => {
    const logged = vi.spyOn(console, "log").mockReturnValue();
    const stackNumbers = [OURS];
    const inbound = await team.create("InboundTrunk", { name: "In", numbers: [OURS], owner: owner("inbound") });
    const rule = await team.create("DispatchRule", {
      ...{ name: "Rule", rule: { type: "individual" }, trunkIds: [inbound.id], stackNumbers },
    });
    const { id: trunkSid } = await team.create("ElasticTrunk", { friendlyName: "Shop", owner: owner("trunk") });
    const sipUrl = "sip:acme.sip.livekit.cloud;transport=tcp";
    const url = await team.create("OriginationUrl", { trunkSid, friendlyName: "LiveKit", sipUrl, stackNumbers });
    await world.contents.change("InboundTrunk", inbound.id, { numbers: [OURS, THEIRS] });
    await team.create("NumberAssociation", { number: THEIRS, trunkSid });
    const run = world.run({}, { numbers: { [OURS]: {} } });
    for (const [noun, made] of [
      ["OriginationUrl", url],
      ["DispatchRule", rule],
    ] as const) {
      await run.delete(noun, made);
      expect(await world.contents.holds(noun, made.id)).toBeDefined();
      expect(logged).toHaveBeenLastCalledWith(expect.stringMatching(/is not deleted: .*number \+15105550101/));
    }
  });

  it("and deletes a rule after all if its trunk is deleted, whose resource has the number that the rule's does not know", async () => {
    const logged = vi.spyOn(console, "log").mockReturnValue();
    const inbound = { name: "In", owner: owner("inbound") };
    const made = await team.create("InboundTrunk", { ...inbound, numbers: [OURS] });
    const rule = await team.create("DispatchRule", {
      ...{ name: "Rule", rule: { type: "individual" }, trunkIds: [made.id], stackNumbers: [OURS] },
    });
    const updated = await team.update("InboundTrunk", made, { ...inbound, numbers: [OURS, THEIRS] });
    const run = world.run();
    await run.delete("DispatchRule", rule);
    expect(await world.contents.holds("DispatchRule", rule.id)).toBeDefined();
    await run.delete("InboundTrunk", updated);
    expect([await world.contents.all("DispatchRule"), await world.contents.all("InboundTrunk")]).toEqual([[], []]);
    expect(logged).toHaveBeenLastCalledWith(
      `livekit:DispatchRule ${rule.id} was deleted with the objects that used it [arkenos:deleted_after_all]`,
    );
  });

  it("and removes its own numbers from a LiveKit trunk that stays, unless Twilio still sends their calls there", async () => {
    vi.spyOn(console, "log").mockReturnValue();
    const third = "+15105550102";
    const inbound = { name: "In", numbers: [OURS, third], owner: owner("inbound") };
    const made = await team.create("InboundTrunk", inbound);
    await world.contents.change("InboundTrunk", made.id, { numbers: [OURS, third, THEIRS] });
    const { id: trunkSid } = await team.create("ElasticTrunk", { friendlyName: "Shop", owner: owner("trunk") });
    await team.create("NumberAssociation", { number: OURS, trunkSid });
    await world.run().delete("InboundTrunk", made);
    expect(await world.contents.all("InboundTrunk")).toMatchObject([{ name: "In", numbers: [OURS, THEIRS] }]);
  });

  it("and keeps what LiveKit still calls through", async () => {
    const logged = vi.spyOn(console, "log").mockReturnValue();
    const trunk = { friendlyName: "Shop", owner: owner("trunk"), lists: ["LiveKit"] };
    const elastic = await team.create("ElasticTrunk", trunk);
    const callsThrough = elastic.id;
    const list = await team.create("CredentialList", { friendlyName: "LiveKit", trunkSid: callsThrough, callsThrough });
    const ofList = { credentialListSid: list.id, callsThrough };
    const credential = await team.create("Credential", { ...ofList, username: "livekit" });
    const attachment = await team.create("TrunkCredentialList", { ...ofList, trunkSid: callsThrough });
    const out = { name: "Out", address: String(elastic.state.terminationDomain), numbers: [OURS] };
    const auth = { authUsername: "livekit", authPassword: String(credential.state.authPassword) };
    const outbound = await team.create("OutboundTrunk", { ...out, ...auth });
    const means = [
      ["Credential", credential],
      ["TrunkCredentialList", attachment],
      ["CredentialList", list],
      ["ElasticTrunk", elastic],
    ] as const;
    for (const [noun, made] of means) {
      await world.run().delete(noun, made);
      expect(await world.contents.holds(noun, made.id)).toBeDefined();
      expect(logged).toHaveBeenLastCalledWith(
        expect.stringContaining(`outbound trunk ${outbound.id} "Out" calls through`),
      );
    }
    const run = world.run();
    await run.delete("OutboundTrunk", outbound);
    for (const [noun, made] of means) await run.delete(noun, made);
    for (const [noun] of means) expect(await world.contents.all(noun)).toEqual([]);
  });

  it("and deletes a credential list without the user that LiveKit calls with", async () => {
    const elastic = await team.create("ElasticTrunk", { friendlyName: "Shop", owner: owner("trunk") });
    const callsThrough = elastic.id;
    const list = await team.create("CredentialList", { friendlyName: "Old", trunkSid: callsThrough, callsThrough });
    const ofList = { credentialListSid: list.id, callsThrough };
    const credential = await team.create("Credential", { ...ofList, username: "livekit", rotation: "1" });
    const attachment = await team.create("TrunkCredentialList", { ...ofList, trunkSid: callsThrough });
    const out = { name: "Out", address: String(elastic.state.terminationDomain), numbers: [OURS] };
    await team.create("OutboundTrunk", { ...out, authUsername: "livekit", authPassword: "Correct-Horse-1" });
    const run = world.run();
    await run.delete("TrunkCredentialList", attachment);
    await run.delete("Credential", credential);
    await run.delete("CredentialList", list);
    for (const noun of ["TrunkCredentialList", "Credential", "CredentialList"] as const)
      expect(await world.contents.all(noun)).toEqual([]);
  });

  it("and removes a number that a killed run put on the trunk, before the last URL is deleted", async () => {
    const logged = vi.spyOn(console, "log").mockReturnValue();
    const { id: trunkSid } = await team.create("ElasticTrunk", { friendlyName: "Shop", owner: owner("trunk") });
    const url = { trunkSid, friendlyName: "LiveKit", stackNumbers: [OURS] };
    const [first, second] = [
      await team.create("OriginationUrl", { ...url, sipUrl: "sip:acme.sip.livekit.cloud" }),
      await team.create("OriginationUrl", { ...url, sipUrl: "sip:acme.eu.sip.livekit.cloud", friendlyName: "EU" }),
    ];
    await team.create("NumberAssociation", { number: OURS, trunkSid });
    const onTrunk = () => world.emulator.twilio.store.numbers.all((number) => number.trunkSid === trunkSid).length;
    const run = world.run({}, { numbers: { [OURS]: {} } });
    await run.delete("OriginationUrl", first);
    expect(onTrunk()).toBe(1);
    await run.delete("OriginationUrl", second);
    expect(onTrunk()).toBe(0);
    expect(await world.contents.all("OriginationUrl")).toEqual([]);
    expect(logged).toHaveBeenCalledWith(expect.stringContaining(`${OURS} was removed from trunk ${trunkSid}`));
  });

  it("and detaches a list that a killed run attached to its trunk", async () => {
    const { id: trunkSid } = await team.create("ElasticTrunk", { friendlyName: "Shop", owner: owner("trunk") });
    const list = await team.create("CredentialList", { friendlyName: "LiveKit", trunkSid });
    await team.create("TrunkCredentialList", { trunkSid, credentialListSid: list.id });
    await world.run().delete("CredentialList", list);
    expect(await world.contents.all("CredentialList")).toEqual([]);
  });

  it("and keeps a dispatch rule that now serves another trunk", async () => {
    const logged = vi.spyOn(console, "log").mockReturnValue();
    const [ours, theirs] = await Promise.all(
      [OURS, THEIRS].map((number) => team.create("InboundTrunk", { name: number, numbers: [number], owner: number })),
    );
    const rule = { name: "Rule", rule: { type: "individual" }, trunkIds: [ours?.id ?? ""] } as const;
    const made = await team.create("DispatchRule", { ...rule, trunkIds: [...rule.trunkIds] });
    await world.contents.change("DispatchRule", made.id, { trunkIds: [...rule.trunkIds, theirs?.id] });
    await world.run().delete("DispatchRule", made);
    expect(await world.contents.holds("DispatchRule", made.id)).toBeDefined();
    expect(logged).toHaveBeenCalledWith(expect.stringContaining(`it serves trunk ${theirs?.id}`));
  });
});

it("keeps a number that another stack added to a LiveKit trunk through every refresh and change", async () => {
  const logged = vi.spyOn(console, "log").mockReturnValue();
  const inbound = { name: "In", numbers: [OURS], owner: owner("inbound") };
  const made = await team.create("InboundTrunk", inbound);
  await world.contents.change("InboundTrunk", made.id, { numbers: [OURS, THEIRS] });
  const byHand = await world.run().read("InboundTrunk", made);
  expect(byHand.state.numbers).toEqual([OURS, THEIRS]);

  const { id: trunkSid } = await team.create("ElasticTrunk", { friendlyName: "Shop", owner: owner("trunk") });
  await team.create("NumberAssociation", { number: THEIRS, trunkSid });
  const run = world.run();
  const read = await run.read("InboundTrunk", made);
  expect(read.state.numbers).toEqual([OURS]);
  expect(logged).toHaveBeenCalledWith(expect.stringContaining(`also carries number ${THEIRS}`));
  await run.update("InboundTrunk", read, { ...inbound, name: "Renamed" });
  expect(await world.contents.all("InboundTrunk")).toMatchObject([{ name: "Renamed", numbers: [OURS, THEIRS] }]);
});
