import type { JsonObject } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "../../provider/errors.js";
import { livekit } from "../../provider/livekit/client.js";
import { readRefusal } from "../../provider/livekit/refusals.js";
import { openWorld } from "./open-world.js";
import type { World } from "./world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const [ONE, TWO] = ["+15105550100", "+15105550101"];
const trunk = (name: string, owner: string | undefined, numbers: string[]) =>
  world.run().create("InboundTrunk", { name, numbers, ...(owner !== undefined && { owner }) });
const rule = (name: string, trunkIds: string[]) => ({
  name,
  trunkIds,
  rule: { type: "individual", roomPrefix: "call" } as const,
});

describe("a number that another inbound trunk answers", () => {
  it("is refused with the trunk, its stack and the number, and the remedy: release it there or adopt the trunk", async () => {
    const { id } = await trunk("Shop", "shop/prod/telephony-inbound", [ONE, TWO]);
    await expect(trunk("Desk", "desk/dev/telephony-inbound", [TWO, "+15105550102"])).rejects.toThrow(
      `CreateSIPInboundTrunk: ${TWO} is already answered by inbound trunk ${id} "Shop" of shop/prod/telephony-inbound (400 trunk_conflict). ` +
        `Remove the number from that stack first, or from this one; to take the trunk over, run arkenos import --inbound-trunk ${id}`,
    );
  });

  it("is refused beside a trunk created by hand, with the two ways to adopt it", async () => {
    const { id } = await trunk("Twilio Inbound Trunk", undefined, [ONE]);
    world.emulator.livekit.store.inboundTrunks.patch(id, { numbers: ["1 (510) 555-0100"] });
    const attempt = trunk("Desk", "desk/dev/telephony-inbound", [ONE]);
    await expect(attempt).rejects.toThrow(
      `${ONE} is already answered by inbound trunk ${id} "Twilio Inbound Trunk" (400`,
    );
    await expect(attempt).rejects.toThrow(
      `run arkenos import --inbound-trunk ${id}, or set adopt: "${id}" on the resource, or, in a stack's config, run pulumi config set-all --path --plaintext arkenos:adopt.default=never --plaintext arkenos:adopt.inboundTrunk=${id}`,
    );
    // The remedy works, although the trunk spells the number in another way.
    const made = await world.run().create("InboundTrunk", { name: "Desk", numbers: [ONE], adopt: id });
    expect(made.id).toBe(id);
    expect(await world.contents.holds("InboundTrunk", id)).toMatchObject({ numbers: [ONE] });
  });

  it("is refused beside a resource of the same stack, with the alias that a renamed resource needs", async () => {
    await trunk("Desk", "desk/dev/old-inbound", [ONE]);
    await expect(trunk("Desk", "desk/dev/new-inbound", [ONE])).rejects.toThrow(
      'It is another resource of this stack: keep one of the two. If the resource was renamed, give it, or the SipTopology that contains it, an alias with the old name, such as aliases: [{ name: "old-inbound" }]',
    );
  });

  it("is refused in an update as in a create, and nothing changes", async () => {
    const { id } = await trunk("Shop", "shop/prod/telephony-inbound", [ONE]);
    const ours = await trunk("Desk", "desk/dev/telephony-inbound", [TWO]);
    const before = await world.contents.all("InboundTrunk");
    const props = { name: "Desk", owner: "desk/dev/telephony-inbound", numbers: [TWO, ONE] };
    const attempt = world.run().update("InboundTrunk", ours, props);
    await expect(attempt).rejects.toThrow(
      `UpdateSIPInboundTrunk: ${ONE} is already answered by inbound trunk ${id} "Shop" of shop/prod`,
    );
    // A resource that has its trunk cannot take another one over.
    await expect(attempt).rejects.toThrow(/Remove the number from that stack first, or from this one$/);
    expect(await world.contents.all("InboundTrunk")).toEqual(before);
  });

  it("is counted when it is one of many", async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => `+151055502${String(index).padStart(2, "0")}`);
    await trunk("Shop", "shop/prod/telephony-inbound", numbers);
    await expect(trunk("Desk", "desk/dev/telephony-inbound", numbers)).rejects.toThrow(
      "+15105550200, +15105550201, +15105550202 and 17 more are already answered by inbound trunk",
    );
  });
});

describe("calls that another dispatch rule receives", () => {
  it("are refused with the rule, its trunk and the trunk's stack", async () => {
    const { id: trunkId } = await trunk("livekit", "desk/dev/telephony-inbound", [ONE]);
    const { id } = await world.run().create("DispatchRule", rule("dispatch_twilio", [trunkId]));
    await expect(world.run().create("DispatchRule", rule("Desk Dispatch", [trunkId]))).rejects.toThrow(
      `CreateSIPDispatchRule: Dispatch rule ${id} "dispatch_twilio" already takes these calls, of inbound trunk ${trunkId} "livekit" of desk/dev/telephony-inbound (400 rule_conflict). ` +
        `Delete it, or distinguish the two by numbers or a PIN; to take the rule over, run arkenos import --dispatch-rule ${id}`,
    );
  });

  it("are refused for a rule that serves every trunk, and for a list with duplicates", async () => {
    const all = { name: "All", anyTrunk: true, rule: { type: "direct", roomName: "lobby" } as const };
    const { id } = await world.run().create("DispatchRule", all);
    await expect(world.run().create("DispatchRule", { ...all, name: "Desk" })).rejects.toThrow(
      `Dispatch rule ${id} "All" already takes these calls, of every trunk`,
    );
    const { id: trunkId } = await trunk("Desk", "desk/dev/telephony-inbound", [ONE]);
    await expect(world.run().create("DispatchRule", rule("Twice", [trunkId, trunkId]))).rejects.toThrow(
      "The rule takes the same calls twice (400 rule_conflict). Remove duplicates from trunkIds, numbers or inboundNumbers",
    );
  });
});

describe("every other LiveKit error has its own code and a remedy", () => {
  const refusedAs = async (method: string, request: object): Promise<ApiError> => {
    const sip = await world.run().session.client(livekit);
    const attempt = sip.send(method, { toJson: () => request as JsonObject }, sip.pb.SIPInboundTrunkInfo);
    const error: unknown = await attempt.then(
      () => "taken",
      (refused: unknown) => refused,
    );
    return error instanceof ApiError ? error : expect.fail(String(error));
  };

  it.each([
    ["CreateSIPInboundTrunk", { trunk: { name: "a" } }, "open_trunk", /the trunk numbers, allowedAddresses/],
    ["CreateSIPOutboundTrunk", { trunk: { address: "a.example" } }, "no_numbers", /at least one number to call from/],
    ["CreateSIPOutboundTrunk", { trunk: { numbers: [ONE] } }, "no_address", /address to the carrier's host/],
    [
      "CreateSIPOutboundTrunk",
      { trunk: { numbers: [ONE], address: "sip:a.example" } },
      "bad_address",
      /host or host:port/,
    ],
    [
      "CreateSIPInboundTrunk",
      { trunk: { numbers: [ONE], headers: { Via: "", "a b": "c" } } },
      "bad_header",
      /remove that header/,
    ],
    ["CreateSIPInboundTrunk", { trunk: { numbers: [ONE], media: { codecs: [{}] } } }, "bad_media", /media: its codecs/],
    ["CreateSIPDispatchRule", { dispatchRule: { name: "a" } }, "bad_rule", /rule.type to/],
    ["CreateSIPRocket", {}, "bad_route", /livekitUrl leads to a LiveKit server/],
  ] as const)("%s of %j: %s", async (method, request, code, remedy) => {
    const refusal = await refusedAs(method, request);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(new RegExp(`^${method}: .* \\(4\\d\\d ${code}\\)\\. [A-Z].*${remedy.source}`));
  });

  it.each([
    ["permission_denied", /Use an API key of this project with permission to administer SIP/],
    ["resource_exhausted", /reached a limit: wait, or raise the limits/],
    ["invalid_argument", /Correct the value in LiveKit's message/],
    ["unimplemented", /Update the LiveKit server/],
    ["unavailable", /try again in a minute/],
    ["", /check livekitUrl and livekitApiUrl, and any proxy/],
  ])("%s", (code, remedy) => {
    expect(readRefusal(code, "no")).toEqual({ code, remedy: expect.stringMatching(remedy) as string });
  });

  it("for example a server without Redis", () => {
    expect(readRefusal("internal", "sip not connected (redis required)")).toMatchObject({
      code: "no_redis",
      remedy: expect.stringContaining("Run livekit-server with redis") as string,
    });
  });
});
