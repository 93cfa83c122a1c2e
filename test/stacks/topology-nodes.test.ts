import { InboundTrunk, OutboundTrunk } from "@arkenos/provider";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { TopologyArgs } from "../../stacks/topology/topology-args.js";
import { transformed } from "../../stacks/topology/transform.js";
import { SipTopology } from "../../stacks/topology.js";
import { MockedEngine, valueOf } from "./mocked-engine.js";

const NUMBER = "+15105550100";

async function registeredBy(args: Partial<TopologyArgs>) {
  const engine = await MockedEngine.start();
  const topology = new SipTopology("support", { sipDomain: "acme.sip.livekit.cloud", ...args });
  return { topology, registered: await engine.registered() };
}

describe("the nodes of a topology", () => {
  it("are its resources", async () => {
    const { topology, registered } = await registeredBy({
      numbers: { [NUMBER]: { purchase: true } },
      trunk: { fallbackRegions: ["eu"], allowedAddresses: ["203.0.113.8", "198.51.100.0/24"] },
    });
    const { numbers, dispatchRules, originationUrls, ipAddresses, ...single } = topology.nodes;
    const all = [
      ...Object.values(single),
      ...ipAddresses,
      ...dispatchRules,
      ...originationUrls,
      ...Object.values(numbers[NUMBER] ?? {}),
    ];
    const ids = await Promise.all(all.map((node) => valueOf(node?.id)));
    const children = [...registered.keys()].filter((name) => name !== "support");
    expect(ids.sort()).toEqual(children.map((name) => `id-of-${name}`).sort());
    expect([single.inboundTrunk, single.outboundTrunk].map((node) => InboundTrunk.isInstance(node))).toEqual([
      true,
      false,
    ]);
    expect(OutboundTrunk.isInstance(single.outboundTrunk)).toBe(true);
  });

  it("are undefined if the topology has no such resource", async () => {
    const { topology } = await registeredBy({});
    const { trunk, originationUrls, ...none } = topology.nodes;
    expect([trunk, ...originationUrls]).toHaveLength(2);
    expect(none).toEqual({ dispatchRules: [], ipAddresses: [], numbers: {} });
  });
});

describe("arguments that take objects of the clouds as they are", () => {
  it("are a room, its PIN and its config, which keeps the topology's agent", async () => {
    const { registered } = await registeredBy({
      numbers: { [NUMBER]: {}, "+15105550101": { agentName: "night-agent" } },
      inbound: {
        rule: { type: "direct", roomName: "board", pin: pulumi.output("2580") },
        roomConfig: { departureTimeoutSeconds: 5 },
      },
    });
    for (const [name, agentName] of [
      ["support-rule", "arkenos-agent"],
      ["support-rule-night-agent", "night-agent"],
    ] as const)
      expect(registered.get(name)?.inputs).toMatchObject({
        rule: { type: "direct", roomName: "board" },
        roomConfig: { departureTimeoutSeconds: 5, agents: [{ agentName }] },
      });
  });

  it("are the credentials of inbound calls", async () => {
    const { registered } = await registeredBy({
      numbers: { [NUMBER]: {} },
      inbound: { authUsername: "pbx", authPassword: pulumi.output("Correct horse 1") },
    });
    expect(registered.get("support-inbound")?.inputs).toMatchObject({ authUsername: "pbx" });
  });

  it("are the addresses for outbound calls, on a list that is attached when it is complete", async () => {
    const allowedAddresses = ["203.0.113.8", "198.51.100.0/24"];
    const { registered } = await registeredBy({ numbers: { [NUMBER]: {} }, trunk: { allowedAddresses } });
    expect(registered.get("support-addresses")?.inputs).toMatchObject({ friendlyName: "Arkenos Addresses" });
    expect(registered.get("support-address-203.0.113.8")?.inputs).toMatchObject({ cidrPrefixLength: 32 });
    expect(registered.get("support-address-198.51.100.0/24")?.inputs).toMatchObject({
      ...{ ipAddress: "198.51.100.0", cidrPrefixLength: 24 },
    });
    // Without it, a stack that lost its state would take its own list for somebody else's.
    expect(registered.get("support-trunk")?.inputs.lists).toContain("Arkenos Addresses");
    expect(registered.get("support-trunk-addresses")?.after).toEqual(
      expect.arrayContaining(allowedAddresses.map((address) => `support-address-${address}`)),
    );
  });

  it.each<[string, object, string]>([
    ["a room without a name", { inbound: { rule: { type: "direct", roomName: "" } } }, "inbound.rule"],
    ["a PIN of letters", { inbound: { rule: { type: "individual", pin: "abcd" } } }, "inbound.rule"],
    [
      "agents of another topology",
      { inbound: { roomConfig: { agents: [] } } },
      "inbound.roomConfig.agents: unknown property",
    ],
    ["a host", { trunk: { allowedAddresses: ["sip.acme.com"] } }, "trunk.allowedAddresses[0]: is not an IPv4 address"],
    ["an octet over 255", { trunk: { allowedAddresses: ["999.1.1.1"] } }, "trunk.allowedAddresses[0]: is not an IPv4"],
    [
      "a block of 99 bits",
      { trunk: { allowedAddresses: ["10.0.0.0/99"] } },
      "trunk.allowedAddresses[0]: is not an IPv4",
    ],
    ["an IPv6 address", { trunk: { allowedAddresses: ["2001:db8::1"] } }, "trunk.allowedAddresses[0]: is not an IPv4"],
    [
      "an address and its block",
      { trunk: { allowedAddresses: ["10.0.0.1", "10.0.0.1/32"] } },
      "names an address twice",
    ],
    ["an address twice", { trunk: { allowedAddresses: ["203.0.113.8", "203.0.113.8"] } }, "names an address twice"],
  ])("refuse %s", async (_, args, problem) => {
    await expect(registeredBy(args)).rejects.toThrow(problem);
  });

  it("add nothing where they are left out", async () => {
    const { registered } = await registeredBy({ numbers: { [NUMBER]: {} } });
    expect([...registered.keys()].filter((name) => name.includes("address"))).toEqual([]);
    expect(registered.get("support-rule")?.inputs).toMatchObject({
      rule: { type: "individual", roomPrefix: "call" },
      roomConfig: { agents: [{ agentName: "arkenos-agent" }] },
    });
    expect(registered.get("support-inbound")?.inputs).not.toHaveProperty("authUsername");
  });
});

describe("a transform", () => {
  it("that is an object overrides the topology's arguments", async () => {
    const { registered } = await registeredBy({
      numbers: { [NUMBER]: {} },
      transform: {
        dispatchRule: { rule: { type: "direct", roomName: "board", pin: "2580" } },
        inboundTrunk: { authUsername: "pbx", authPassword: "Correct horse 1" },
      },
    });
    expect(registered.get("support-rule")?.inputs).toMatchObject({
      rule: { type: "direct", roomName: "board", pin: "2580" },
      roomConfig: { agents: [{ agentName: "arkenos-agent" }] },
    });
    expect(registered.get("support-inbound")?.inputs).toMatchObject({ numbers: [NUMBER], authUsername: "pbx" });
  });

  it("that is a function changes arguments and options of each resource of its kind", async () => {
    const named: string[] = [];
    const { registered } = await registeredBy({
      numbers: { [NUMBER]: {}, "+15105550101": {} },
      transform: {
        numberAssociation: (args, options, name) => {
          named.push(name);
          args.move = args.number === NUMBER;
          options.parent = undefined;
        },
      },
    });
    expect(named).toEqual([`support-${NUMBER}`, "support-+15105550101"]);
    expect(registered.get(`support-${NUMBER}`)).toMatchObject({ inputs: { move: true }, parent: "" });
    expect(registered.get("support-+15105550101")).toMatchObject({ inputs: { move: false }, parent: "" });
  });

  it("may return other arguments instead", async () => {
    const { registered } = await registeredBy({
      transform: { trunk: ({ transferMode: _, ...args }) => ({ ...args, cnamLookupEnabled: true }) },
    });
    expect(registered.get("support-trunk")?.inputs).toMatchObject({ cnamLookupEnabled: true });
    expect(registered.get("support-trunk")?.inputs).not.toHaveProperty("transferMode");
  });

  it("of the outbound trunk's numbers changes the numbers to call from", async () => {
    const { registered, topology } = await registeredBy({
      numbers: { [NUMBER]: {} },
      transform: { outboundTrunk: { numbers: ["+15105550199"] } },
    });
    expect(registered.get("support-outbound")?.inputs).toMatchObject({ numbers: ["+15105550199"] });
    expect(await valueOf(topology.fromNumbers)).toEqual(["+15105550199"]);
  });

  it.each([
    ["a promise", () => Promise.resolve()],
    ["an output", () => pulumi.output({ cnamLookupEnabled: true })],
  ])("that returns %s is refused", (_, transform) => {
    expect(() => transformed(transform as never, "support-trunk", {}, {})).toThrow(
      "transform: returns a promise or an output, but the resource is created at once [arkenos:late_transform]",
    );
  });

  it("for a resource that the topology does not have is refused", async () => {
    await expect(registeredBy({ transform: { inboundTrunks: {} } as never })).rejects.toThrow(
      "transform.inboundTrunks: unknown property [arkenos:unknown_key]; did you mean inboundTrunk?",
    );
  });

  it.each(["secure", ["secure"], pulumi.output({ cnamLookupEnabled: true })])(
    "that is %j is refused",
    async (trunk) => {
      await expect(registeredBy({ transform: { trunk } as never })).rejects.toThrow(
        "transform.trunk: must be a function (args, options, name) => { … }, or an object of arguments, which may be",
      );
    },
  );
});
