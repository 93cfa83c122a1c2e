import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { domainSeries } from "../../provider/twilio/termination-domain.js";
import { openWorld } from "./open-world.js";
import { everything, expectRefused, owner } from "./refused.js";
import type { Run } from "./run.js";
import type { World } from "./world.js";

const [OURS, THEIRS] = ["+15105550100", "+15105550101"] as const;

let world: World;
let team: Run;
beforeEach(async () => {
  world = await openWorld();
  team = world.run();
});
afterEach(async () => {
  await world.close();
});

describe.each(["never", "by-name"])("with adopt: %s, a stack of the same names", (adopt) => {
  it("does not touch LiveKit trunks that carry a number it does not list", async () => {
    const inbound = { name: "Arkenos Inbound", owner: owner("inbound") };
    const { id } = await team.create("InboundTrunk", { ...inbound, numbers: [THEIRS] });
    await expectRefused(
      world,
      () => world.run().create("InboundTrunk", { ...inbound, name: "Other", numbers: [OURS], adopt }),
      `${id} cannot be adopted: number ${THEIRS} depends on it and is not in this stack (${owner("inbound")})`,
    );
    const out = { name: "Out", address: "x.pstn.twilio.com", owner: owner("outbound") };
    await team.create("OutboundTrunk", { ...out, numbers: [OURS, THEIRS] });
    await expectRefused(
      world,
      () => world.run().create("OutboundTrunk", { ...out, numbers: [OURS], adopt }),
      `number ${THEIRS} depends on it`,
    );
  });

  it("recovers its own LiveKit trunk, which carries all or some of its numbers", async () => {
    const inbound = { name: "Arkenos Inbound", owner: owner("inbound") };
    const { id } = await team.create("InboundTrunk", { ...inbound, numbers: [OURS] });
    const found = await world.run().create("InboundTrunk", { ...inbound, numbers: [OURS, THEIRS], adopt });
    expect(found.id).toBe(id);
    expect(await world.contents.all("InboundTrunk")).toMatchObject([{ numbers: [OURS, THEIRS] }]);
  });

  it("does not touch a Twilio trunk that carries a number it does not list, or delivers elsewhere", async () => {
    const trunk = { friendlyName: "Arkenos Inbound", owner: owner("trunk"), deliversTo: ["acme.sip.livekit.cloud"] };
    const { id } = await team.create("ElasticTrunk", trunk);
    const url = await team.create("OriginationUrl", { trunkSid: id, friendlyName: "PBX", sipUrl: "sip:pbx.example" });
    await expectRefused(
      world,
      () => world.run().create("ElasticTrunk", { ...trunk, adopt }),
      `origination URL ${url.id.split("/")[1]} (sip:pbx.example)`,
    );
    await world.contents.remove("OriginationUrl", url.id);
    await team.create("NumberAssociation", { number: OURS, trunkSid: id });
    await expectRefused(
      world,
      () => world.run().create("ElasticTrunk", { ...trunk, adopt }),
      `number ${OURS} depends on it`,
    );
    const found = await world.run().create("ElasticTrunk", { ...trunk, numbers: [OURS], adopt });
    expect(found.id).toBe(id);
  });

  it("adopts no trunk for its explicit domain, whatever the trunk's name", async () => {
    const trunk = { domainName: "acme.pstn.twilio.com", friendlyName: "Acme PBX" };
    const { id } = await team.create("ElasticTrunk", trunk);
    await expectRefused(
      world,
      () =>
        world.run().create("ElasticTrunk", { ...trunk, friendlyName: "Arkenos Inbound", owner: owner("trunk"), adopt }),
      `${id} already exists`,
      "change domainName",
      `adopt: "${id}"`,
    );
  });
});

describe("an origination URL spelled another way", () => {
  it.each([
    ["sip:acme.sip.livekit.cloud:5060;transport=tcp", "acme.sip.livekit.cloud"],
    ["sip:ACME.sip.livekit.cloud;transport=udp", "acme.sip.livekit.cloud:5060"],
    ["sip:acme.sip.livekit.cloud:5061;transport=tls", "acme.sip.livekit.cloud"],
    ["sip:acme.eu.sip.livekit.cloud;transport=tcp", "acme.sip.livekit.cloud"],
    ["sip:sip.example;transport=tls", "sip.example:5061"],
  ])("%s delivers to %s, so the trunk is recovered", async (sipUrl, host) => {
    const trunk = { friendlyName: "Shop", owner: owner("trunk"), deliversTo: [host] };
    const { id } = await team.create("ElasticTrunk", trunk);
    await team.create("OriginationUrl", { trunkSid: id, friendlyName: "LiveKit", sipUrl });
    expect((await world.run().create("ElasticTrunk", trunk)).id).toBe(id);
  });

  it.each(["sip:acme.sip.livekit.cloud:5070;transport=tcp", "sip:acme.sip.livekit.cloud:5061;transport=tcp"])(
    "%s delivers to another server",
    async (sipUrl) => {
      const trunk = { friendlyName: "Shop", owner: owner("trunk"), deliversTo: ["acme.sip.livekit.cloud"] };
      const { id } = await team.create("ElasticTrunk", trunk);
      await team.create("OriginationUrl", { trunkSid: id, friendlyName: "LiveKit", sipUrl });
      await expectRefused(world, () => world.run().create("ElasticTrunk", trunk), sipUrl);
    },
  );

  it("is recognized as the URL of an interrupted run on our trunk", async () => {
    const { id: trunkSid } = await team.create("ElasticTrunk", { friendlyName: "Shop", owner: owner("trunk") });
    const url = { trunkSid, friendlyName: "LiveKit", owner: owner("origination") };
    const lost = await team.create("OriginationUrl", {
      ...url,
      sipUrl: "sip:acme.sip.livekit.cloud:5060;transport=tcp",
    });
    const run = world.run().holding([`twilio:ElasticTrunk ${trunkSid}`]);
    const found = await run.create("OriginationUrl", { ...url, sipUrl: "sip:acme.sip.livekit.cloud;transport=tcp" });
    expect(found.id).toBe(lost.id);
  });
});

it("does not change an object in its state that another stack has since adopted", async () => {
  const inbound = { name: "In", numbers: [OURS] };
  const made = await team.create("InboundTrunk", { ...inbound, owner: owner("inbound") });
  await world.contents.change("InboundTrunk", made.id, { metadata: '{"arkenos":{"owner":"shop/prod/in"}}' });
  const before = await everything(world);
  await expect(
    world.run().update("InboundTrunk", made, { ...inbound, name: "Renamed", owner: owner("inbound") }),
  ).rejects.toThrow(`${made.id} now belongs to shop/prod/in and was not changed`);
  expect(await everything(world)).toEqual(before);
});

it("adopts no object by a name with an invisible character", async () => {
  const trunk = { name: "Front\u202e desk", numbers: [OURS] };
  const { id } = await team.create("InboundTrunk", { ...trunk, numbers: [], allowedAddresses: ["198.51.100.7"] });
  const made = await world.run().create("InboundTrunk", { ...trunk, owner: owner("inbound"), adopt: "by-name" });
  expect(made.id).not.toBe(id);
});

it("creates one object although the response was lost and the list lags", async () => {
  const { id: trunkSid } = await team.create("ElasticTrunk", { friendlyName: "Shop", owner: owner("trunk") });
  world.fault("CreateOriginationUrl", { kind: "lag", ms: 1_200 });
  const url = { trunkSid, friendlyName: "LiveKit", sipUrl: "sip:acme.sip.livekit.cloud;transport=tcp" };
  const made = await world.run().create("OriginationUrl", { ...url, owner: owner("origination") });
  expect(await world.contents.all("OriginationUrl")).toMatchObject([{ sid: made.id.split("/")[1] }]);
});

describe("after a run was killed while it created an object that only its journal proves to be ours", () => {
  const explicit = { friendlyName: "Shop", domainName: "shop.pstn.twilio.com", owner: owner("trunk") };

  it("a trunk on an explicit domain is found, not refused", async () => {
    const held = world.emulator.twilio.faults.hold("CreateTrunk");
    const dying = world.run().create("ElasticTrunk", explicit);
    await held.arrived;
    const notes = new Map(world.journal.notes);
    held.release();
    const { id } = await dying;
    // The engine died before the answer, or after it.
    for (const noted of [notes, new Map(world.journal.notes)]) {
      world.journal.notes.clear();
      for (const [key, note] of noted) world.journal.notes.set(key, note);
      expect(await world.run().create("ElasticTrunk", explicit)).toMatchObject({ id });
    }
    expect(await world.contents.all("ElasticTrunk")).toHaveLength(1);
  });

  it("a rule for any trunk is found, not refused", async () => {
    const rule = { name: "Any", anyTrunk: true, owner: owner("rule"), rule: { type: "individual", roomPrefix: "c" } };
    const { id } = await world.run().create("DispatchRule", rule as never);
    expect(await world.run().create("DispatchRule", rule as never)).toMatchObject({ id });
  });

  it("a trunk that carries a number of others is still refused", async () => {
    const { id } = await world.run().create("ElasticTrunk", explicit);
    await team.create("NumberAssociation", { number: OURS, trunkSid: id });
    const before = await everything(world);
    await expect(world.run().create("ElasticTrunk", explicit)).rejects.toThrow(`number ${OURS} depends on it`);
    expect(await everything(world)).toEqual(before);
  });
});

it("recovers a trunk on an explicit domain when the response to its create was lost", async () => {
  const trunk = { friendlyName: "Shop", domainName: "shop.pstn.twilio.com", owner: owner("trunk") };
  world.fault("CreateTrunk", { kind: "drop" });
  const made = await world.run().create("ElasticTrunk", trunk);
  expect(await world.contents.all("ElasticTrunk")).toMatchObject([{ sid: made.id }]);
  expect(domainSeries(trunk.owner)).not.toContain(made.state.terminationDomain);
});
