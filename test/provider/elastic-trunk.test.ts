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
  it("moves to the next name of its series after each destroy, while Twilio blocks the previous ones", async () => {
    for (const domainName of [first, second, third]) {
      const made = await world.run().create("ElasticTrunk", shop);
      expect(made.state.terminationDomain).toBe(domainName);
      expect(trunks()).toMatchObject([{ domainName }]);
      await world.run().delete("ElasticTrunk", made);
    }
    expect([first, second, third]).toEqual([first, first.replace(".", "-2."), first.replace(".", "-3.")]);
  });

  it("returns to the first name when the block is over", async () => {
    const made = await world.run().create("ElasticTrunk", shop);
    await world.run().delete("ElasticTrunk", made);
    world.emulator.twilio.store.clock.advance(31);
    expect((await world.run().create("ElasticTrunk", shop)).state.terminationDomain).toBe(first);
  });

  it("survives updates after its stack was renamed, and does not count as another owner's", async () => {
    const made = await world.run().create("ElasticTrunk", shop);
    const renamed = { ...shop, owner: "shop/prod/trunk" };
    const once = await world.run().update("ElasticTrunk", made, renamed);
    await world.run().update("ElasticTrunk", once, { ...renamed, friendlyName: "Shop again" });
    expect(trunks()).toMatchObject([{ friendlyName: "Shop again", domainName: first }]);
  });

  it("differs between owners", () => {
    expect(domainSeries("shop/prod/trunk")).not.toContain(first);
  });

  it("can be derived only for an owner", async () => {
    await expect(world.run().create("ElasticTrunk", { friendlyName: "Shop" })).rejects.toThrow(
      /^domainName: is not set, and neither is owner/,
    );
    expect(trunks()).toEqual([]);
  });
});

it("explains Twilio's block on a deleted trunk's domain when an explicit domain is refused", async () => {
  const explicit = { ...shop, domainName: "shop.pstn.twilio.com" };
  await world.run().delete("ElasticTrunk", await world.run().create("ElasticTrunk", explicit));
  await expect(world.run().create("ElasticTrunk", explicit)).rejects.toThrow(
    /shop\.pstn\.twilio\.com.*\(400 21248\).*for up to 30 days.*choose another domainName, or leave it out/,
  );
  expect(trunks()).toEqual([]);
});

describe("a trunk that this stack's outbound trunk calls through", () => {
  const trunkOf = (topology: string) => ({ friendlyName: topology, owner: `my-shop/my-dev/${topology}-trunk` });
  const called = async (outbound: string) => {
    const run = world.run();
    const made = await run.create("ElasticTrunk", { friendlyName: "One", owner: "my-shop/old/one-trunk" });
    const address = String(made.state.terminationDomain);
    await run.create("OutboundTrunk", { name: "Out", address, numbers: ["+15105550100"], owner: outbound });
    return made;
  };

  it("belongs to the stack after a rename, if both trunks are of one topology", async () => {
    const { id } = await called("my-shop/my-dev/one-outbound");
    expect(await world.run().create("ElasticTrunk", trunkOf("one"))).toMatchObject({ id });
  });

  it.each(["my-shop/my-dev/one-outbound", "my-shop/my-dev/out"])(
    "is not touched by another topology of the stack: %s",
    async (outbound) => {
      const { id } = await called(outbound);
      const made = await world.run().create("ElasticTrunk", trunkOf("two"));
      expect(made.id).not.toBe(id);
      expect(trunks()).toHaveLength(2);
    },
  );
});

describe("recording, which needs a separate call", () => {
  const recording = { mode: "record-from-answer", trim: "trim-silence" } as const;
  const recorded = { ...shop, recording };

  it("does not orphan the trunk when it fails: the error carries the id and the state to store", async () => {
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

  it("is set on the trunk of an interrupted run that did not get to it", async () => {
    const lost = await world.run().create("ElasticTrunk", shop);
    const found = await world.run().create("ElasticTrunk", recorded);
    expect(found.id).toBe(lost.id);
    expect(trunks()).toMatchObject([{ sid: lost.id, recording }]);
  });

  it("costs no call when it already matches", async () => {
    await world.run().create("ElasticTrunk", shop);
    expect(world.calls).toEqual(["ListTrunk", "CreateTrunk"]);
  });
});

describe("a trunk of the same name that carries traffic", () => {
  const ours = { ...shop, adopt: "by-name", deliversTo: ["shop.sip.livekit.cloud"] };

  it.each([
    ["sip:pbx.example", "pbx.example", false],
    ["sip:shop.sip.livekit.cloud;transport=tcp", "ours", true],
  ])("and delivers to %s is adopted only if it is ours", async (sipUrl, _whose, adopted) => {
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
      `${byHand.id} cannot be adopted: origination URL ${urlSid} (${sipUrl}) depends on it`,
    );
    expect(trunks()).toMatchObject([{ sid: byHand.id, friendlyName: "Shop", domainName: "by-hand.pstn.twilio.com" }]);
  });

  it("is refused if its domain was derived for another stack", async () => {
    const other = await world.run().create("ElasticTrunk", { friendlyName: "Shop", owner: "shop/prod/trunk" });
    await expect(world.run().create("ElasticTrunk", ours)).rejects.toThrow(
      `${other.id} cannot be adopted: it belongs to the stack that ${other.state.terminationDomain} was derived for`,
    );
    expect(trunks()).toHaveLength(1);
  });
});
