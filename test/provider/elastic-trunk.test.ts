import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { domainSeries } from "../../provider/twilio/termination-domain.js";
import { openWorld } from "./open-world.js";
import { skipWaits, waitAgain } from "./waits.js";
import type { World } from "./world.js";

const owner = "shop/dev/trunk";
const shop = { friendlyName: "Shop", owner };
const [first = "", second = "", third = ""] = domainSeries(owner);

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  waitAgain();
  await world.close();
});
const trunks = () => world.emulator.twilio.store.trunks.all();

describe("a derived termination domain", () => {
  it("moves on to the next of its series after each destroy, while Twilio blocks the ones before", async () => {
    for (const domainName of [first, second, third]) {
      const made = await world.run().create("ElasticTrunk", shop);
      expect(made.state.terminationDomain).toBe(domainName);
      expect(trunks()).toMatchObject([{ domainName }]);
      await world.run().delete("ElasticTrunk", made);
    }
    expect([first, second, third]).toEqual([first, first.replace(".", "-2."), first.replace(".", "-3.")]);
  });

  it("is the same again once the block is over", async () => {
    const made = await world.run().create("ElasticTrunk", shop);
    await world.run().delete("ElasticTrunk", made);
    world.emulator.twilio.store.clock.advance(31);
    expect((await world.run().create("ElasticTrunk", shop)).state.terminationDomain).toBe(first);
  });

  it("stays through updates after its stack was renamed, and is no sign of another owner", async () => {
    const made = await world.run().create("ElasticTrunk", shop);
    const renamed = { ...shop, owner: "shop/prod/trunk" };
    const once = await world.run().update("ElasticTrunk", made, renamed);
    await world.run().update("ElasticTrunk", once, { ...renamed, friendlyName: "Shop again" });
    expect(trunks()).toMatchObject([{ friendlyName: "Shop again", domainName: first }]);
  });

  it("is another one for another owner", () => {
    expect(domainSeries("shop/prod/trunk")).not.toContain(first);
  });

  it("needs an owner to be derived from", async () => {
    await expect(world.run().create("ElasticTrunk", { friendlyName: "Shop" })).rejects.toThrow(
      /^domainName: neither it nor owner is set/,
    );
    expect(trunks()).toEqual([]);
  });
});

it("says what Twilio does with the domain of a deleted trunk when an explicit one is blocked", async () => {
  const explicit = { ...shop, domainName: "shop.pstn.twilio.com" };
  await world.run().delete("ElasticTrunk", await world.run().create("ElasticTrunk", explicit));
  await expect(world.run().create("ElasticTrunk", explicit)).rejects.toThrow(
    /shop\.pstn\.twilio\.com.*\(400 21248\).*blocked for up to 30 days.*choose another domainName, or leave it out/,
  );
  expect(trunks()).toEqual([]);
});

describe("a trunk that an outbound trunk of this stack calls through", () => {
  const trunkOf = (topology: string) => ({ friendlyName: topology, owner: `my-shop/my-dev/${topology}-trunk` });
  const called = async (outbound: string) => {
    const run = world.run();
    const made = await run.create("ElasticTrunk", { friendlyName: "One", owner: "my-shop/old/one-trunk" });
    const address = String(made.state.terminationDomain);
    await run.create("OutboundTrunk", { name: "Out", address, numbers: ["+15105550100"], owner: outbound });
    return made;
  };

  it("is its own after a rename of the stack, if both are of one topology", async () => {
    const { id } = await called("my-shop/my-dev/one-outbound");
    expect(await world.run().create("ElasticTrunk", trunkOf("one"))).toMatchObject({ id });
  });

  it.each(["my-shop/my-dev/one-outbound", "my-shop/my-dev/out"])(
    "is left alone by another topology of the stack: %s",
    async (outbound) => {
      const { id } = await called(outbound);
      const made = await world.run().create("ElasticTrunk", trunkOf("two"));
      expect(made.id).not.toBe(id);
      expect(trunks()).toHaveLength(2);
    },
  );
});

describe("recording, which is a call of its own", () => {
  const recording = { mode: "record-from-answer", trim: "trim-silence" } as const;
  const recorded = { ...shop, recording };

  it("orphans no trunk when it fails: the failure carries the id and what the state must hold", async () => {
    skipWaits();
    world.fault("UpdateRecording", { kind: "refuse", status: 503 }, 5);
    const run = world.run();
    const inputs = await run.check("ElasticTrunk", recorded);
    const late = await run
      .of("ElasticTrunk")
      .create(inputs)
      .catch((error: unknown) => error as { id: string; properties: object; reasons: string[] });
    const [trunk] = trunks();
    expect(late).toMatchObject({
      id: trunk?.sid,
      properties: {
        trunkSid: trunk?.sid,
        terminationDomain: first,
        account: world.settings.twilioAccountSid,
        __provider: inputs.__provider,
      },
      reasons: [expect.stringContaining("Recording")],
    });
    const { id, properties } = late as { id: string; properties: Record<string, unknown> };
    await world.run().update("ElasticTrunk", { id, inputs, state: properties }, recorded);
    expect(trunks()).toMatchObject([{ sid: id, recording }]);
  });

  it("is set on the trunk that an interrupted run left without it", async () => {
    const lost = await world.run().create("ElasticTrunk", shop);
    const found = await world.run().create("ElasticTrunk", recorded);
    expect(found.id).toBe(lost.id);
    expect(trunks()).toMatchObject([{ sid: lost.id, recording }]);
  });

  it("costs no call where it is as wanted", async () => {
    await world.run().create("ElasticTrunk", shop);
    expect(world.calls).toEqual(["ListTrunk", "CreateTrunk"]);
  });
});

describe("a trunk of the name that carries somebody's traffic", () => {
  const ours = { ...shop, adopt: "by-name", deliversTo: ["shop.sip.livekit.cloud"] };

  it.each([
    ["sip:pbx.example", "pbx.example", false],
    ["sip:shop.sip.livekit.cloud;transport=tcp", "ours", true],
  ])("that goes to %s is adopted only if it is ours", async (sipUrl, _whose, adopted) => {
    const byHand = await world
      .run()
      .create("ElasticTrunk", { friendlyName: "Shop", domainName: "by-hand.pstn.twilio.com" });
    const url = await world.run().create("OriginationUrl", { trunkSid: byHand.id, friendlyName: "PBX", sipUrl });
    const attempt = world.run().create("ElasticTrunk", ours);
    if (adopted) {
      expect((await attempt).id).toBe(byHand.id);
      return;
    }
    const [, urlSid] = url.id.split("/");
    await expect(attempt).rejects.toThrow(
      `${byHand.id} is not adopted: origination URL ${urlSid} (${sipUrl}) depends on it`,
    );
    expect(trunks()).toMatchObject([{ sid: byHand.id, friendlyName: "Shop", domainName: "by-hand.pstn.twilio.com" }]);
  });

  it("is refused if its domain was derived for another stack", async () => {
    const other = await world.run().create("ElasticTrunk", { friendlyName: "Shop", owner: "shop/prod/trunk" });
    await expect(world.run().create("ElasticTrunk", ours)).rejects.toThrow(
      `${other.id} is not adopted: it belongs to the stack that ${other.state.terminationDomain} was derived for`,
    );
    expect(trunks()).toHaveLength(1);
  });
});
