import { InboundTrunk, OutboundTrunk } from "@arkenos/provider";
import { describe, expect, it } from "vitest";
import type { TopologyArgs } from "../../stacks/topology/topology-args.js";
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
      trunk: { fallbackRegions: ["eu"] },
    });
    const { numbers, dispatchRules, originationUrls, ...single } = topology.nodes;
    const all = [
      ...Object.values(single),
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
    expect(none).toEqual({ dispatchRules: [], numbers: {} });
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

  it("for a resource that the topology does not have is refused", async () => {
    await expect(registeredBy({ transform: { inboundTrunks: {} } as never })).rejects.toThrow(
      "transform.inboundTrunks: there is no such key; did you mean inboundTrunk?",
    );
    await expect(registeredBy({ transform: { trunk: "secure" } as never })).rejects.toThrow(
      "transform.trunk: must be a function (args, options, name) => { … }, or an object of arguments",
    );
  });
});
