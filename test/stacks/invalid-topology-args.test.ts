import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { TopologyArgs } from "../../stacks/topology/topology-args.js";
import { wholeTopology } from "../../stacks/topology/whole-topology.js";

const sipDomain = "acme.sip.livekit.cloud";
const BOUGHT = "+12065550200";

describe("invalid arguments", () => {
  const refusal = (args: object): string => {
    try {
      wholeTopology("support", { sipDomain, ...args } as TopologyArgs);
    } catch (error) {
      return String(error).replaceAll(/ \[arkenos:\w+\]/g, "");
    }
    return expect.fail("the arguments were accepted");
  };

  it.each([
    ["outbound.enabled", { outbound: { enabled: pulumi.output(true) } }, "pass a plain value"],
    ["trunk", { trunk: pulumi.output({}) }, "pass a plain value, whose fields can be outputs"],
    ["numbers", { numbers: pulumi.output([]) }, "pass a plain value, whose fields can be outputs"],
    ["numbers[0].key", { numbers: [{ key: pulumi.output("a"), number: BOUGHT }] }, "pass a plain value"],
    ["trunk.fallbackRegions[0]", { trunk: { fallbackRegions: [pulumi.output("eu")] } }, "pass a plain value"],
  ])("are outputs that decide which resources are created: %s", (path, args, remedy) => {
    expect(refusal(args)).toContain(
      `${path}: must be known when the program runs, because it determines which resources are created; ${remedy}`,
    );
  });

  it("include a prefix of rooms that a rule makes useless", () => {
    const inbound = { rule: { type: "direct", roomName: "board" }, roomPrefix: "acme" };
    expect(refusal({ inbound })).toContain("inbound.roomPrefix: is not used, because inbound.rule names the rooms");
  });

  it("are outputs in place of a section, each with one problem", () => {
    const args = { inbound: { media: pulumi.output({}), roomConfig: Promise.resolve({}) } };
    expect(refusal(args)).toMatch(
      /2 problems:\n {2}- inbound\.media: is an output; write it out; its fields may be outputs\n {2}- inbound\.roomConfig: is an output;/,
    );
  });

  it.each([
    ["an output without a key", [{ number: pulumi.output(BOUGHT) }], "numbers[0].key: is missing"],
    ["an invalid key", [{ key: "a b", number: BOUGHT }], "numbers[0].key: is not a key"],
    [
      "two numbers with one key",
      [
        { key: "a", number: BOUGHT },
        { key: "a", number: "+15105550100" },
      ],
      "numbers[1].key: is also the key of numbers[0]; give each number its own key",
    ],
    ["a number in words", [{ key: "a", number: "mine" }], "numbers[0].number: is not in E.164 format"],
    ["a number alone", ["+15105550100"], "numbers[0]: must be an object"],
    ["an unknown field", [{ key: "a", number: BOUGHT, agent: "b" }], "numbers[0].agent: unknown property"],
  ])("include a list of numbers with %s", (_, numbers, problem) => {
    expect(refusal({ numbers })).toContain(problem);
  });
});
