import { describe, expect, it } from "vitest";
import type { Inventory } from "../../stacks/operate/import/inventory.js";
import { handoverCommands } from "../../stacks/operate/import/notes.js";
import { settingsOf } from "../../stacks/operate/import/settings.js";

const [NUMBER, VERIFIED] = ["+15105550100", "+15105550199"];

/** Both accounts with a trunk, whose numbers are on it, and LiveKit's objects. */
function inventory({ on = [], callers = [], owner }: { on?: string[]; callers?: string[]; owner?: string }): Inventory {
  return {
    livekit: {
      host: "acme.livekit.cloud",
      inboundTrunks: [{ id: "ST_in", props: { name: "In", numbers: on, owner }, attrs: {} }],
      outboundTrunks: [{ id: "ST_out", props: { name: "Out", numbers: callers, owner }, attrs: {} }],
      dispatchRules: [{ id: "SDR_1", props: { name: "Rule", trunkIds: ["ST_in"] }, attrs: {} }],
    },
    twilio: {
      accountSid: "AC1",
      trunks: [{ id: "TK1", props: { friendlyName: "Trunk" }, attrs: {} }],
      numbers: on.map((phoneNumber) => ({ phoneNumber, trunkSid: "TK1" })),
      credentialLists: [],
    },
  } as never;
}

const MAPPING = { elasticTrunk: "TK1", outboundTrunk: "ST_out" };

it.each([
  ["are the numbers of the trunk, in any order", [NUMBER, VERIFIED], [VERIFIED, NUMBER], {}],
  ["include a verified one", [NUMBER], [NUMBER, VERIFIED], { fromNumbers: [NUMBER, VERIFIED] }],
  ["are verified ones only", [], [VERIFIED], { fromNumbers: [VERIFIED] }],
  ["do not exist", [NUMBER], [], {}],
])("an import keeps the caller IDs if they %s", (_, on, callers, outbound) => {
  expect(settingsOf(inventory({ on, callers }), MAPPING, {}).outbound).toEqual(outbound);
});

describe("the command that makes another stack forget an object", () => {
  const commands = (owner: string) =>
    handoverCommands(
      inventory({ on: [NUMBER], owner }),
      { inboundTrunk: "ST_in", dispatchRule: "SDR_1" },
      "mine/dev",
    ).map((line) => /::(\S+)' |(URN)/.exec(line)?.slice(1).find(Boolean));
  const PLAIN = "acme::pulumi-nodejs:dynamic/livekit:InboundTrunk";
  const inTopology = (noun: string) => `acme::arkenos:telephony:SipTopology$pulumi-nodejs:dynamic/livekit:${noun}`;

  it("names its topology's resource", () => {
    expect(commands("acme/dev/telephony-inbound")).toEqual([
      `${inTopology("InboundTrunk")}::telephony-inbound`,
      `${inTopology("DispatchRule")}::telephony-rule`,
    ]);
  });

  it.each(["inbound", "my-trunk"])("names the resource %s outside of a topology", (name) => {
    expect(commands(`acme/dev/${name}`)).toEqual([`${PLAIN}::${name}`, "URN"]);
  });
});
