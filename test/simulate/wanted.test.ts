import { describe, expect, it } from "vitest";
import type { StateObject } from "../../stacks/operate/desired/desired.js";
import { topologiesOf } from "../../stacks/operate/desired/topologies.js";
import { DoctorContext } from "../../stacks/operate/doctor/doctor-context.js";
import { stepsOf } from "../../stacks/operate/doctor/route-steps.js";
import type { Noun } from "../../stacks/operate/observe/observed.js";
import { wantedNumbers } from "../../stacks/operate/simulate/wanted.js";
import { SIP_DOMAIN, someTopology } from "../graph/topology.js";

const [FIRST, SECOND] = ["+15105550000", "+15105550001"];

it("a caller enters the PIN of the number's own rule, else that of the rule for all numbers", () => {
  const { desired } = someTopology();
  const rules = [
    { id: "SDR_all", state: { numbers: [], rule: { type: "direct", pin: "2580" } } },
    { id: "SDR_own", state: { numbers: [SECOND], rule: { type: "direct", pin: "" } } },
  ].map((rule) => ({ ...rule, name: `telephony-${rule.id}`, noun: "DispatchRule" as const, topology: "telephony" }));
  const others = desired.held.filter(({ noun }) => noun !== "DispatchRule");
  const wanted = wantedNumbers({ ...desired, held: [...others, ...rules] });
  const pins = new Map(wanted.map(({ number, pin }) => [number, pin]));
  expect([pins.get(FIRST), pins.get(SECOND)]).toEqual(["2580", undefined]);
});

describe("the numbers that another program adds", () => {
  const { desired } = someTopology({ numbers: 1 });
  const BOUGHT = "+12065550200";
  const object = (noun: Noun, topology: string, state: object): StateObject => {
    return { name: `${topology}-${noun}`, noun, topology, id: `${topology}-${noun}`, state: { ...state } };
  };
  const topology = (name: string, numbers: readonly string[], agentName = "arkenos-agent", host = SIP_DOMAIN) => [
    object("DispatchRule", name, { numbers: [], roomConfig: { agents: [{ agentName }] } }),
    object("OriginationUrl", name, { sipUrl: `sip:${host};transport=tcp` }),
    object("InboundTrunk", name, { numbers }),
  ];
  const workersOf = (held: readonly StateObject[], outputs = {}) =>
    Object.fromEntries(
      wantedNumbers({ ...desired, held, outputs }).map(({ number, agentName }) => [number, agentName]),
    );
  const packaged = { telephony: {}, sipDomain: SIP_DOMAIN, terminationDomain: "d", elasticTrunkSid: "TK" };

  it.each(["telephony", "main"])("are wanted beside those of the config in its topology %s", (name) => {
    const wanted = { [FIRST]: "arkenos-agent", [BOUGHT]: "arkenos-agent" };
    expect(workersOf(topology(name, [FIRST, BOUGHT]))).toEqual(wanted);
    expect(workersOf(topology(name, [FIRST, BOUGHT]), { numbers: { [BOUGHT]: "reception" } })).toEqual(wanted);
  });

  it("belong to their own topology, and the config's numbers are wanted even if no topology has them", () => {
    expect(workersOf(topology("sales", [BOUGHT], "sales-agent"))).toEqual({
      ...{ [FIRST]: "arkenos-agent", [BOUGHT]: "sales-agent" },
    });
  });

  it("have their worker as the last step of their route", () => {
    const { observed } = someTopology();
    const [own] = topologiesOf({ ...desired, held: topology("sales", [BOUGHT], "sales-agent") }).slice(1);
    const context = new DoctorContext(own ?? desired, observed, { env: {}, packages: [] });
    expect(stepsOf(context, BOUGHT, []).at(-1)).toEqual({ step: "agent", ok: true, says: "sales-agent" });
  });

  it("are answered by the worker and at the host of the program, if they differ from the config's", () => {
    const held = topology("telephony", [FIRST], "sales-agent", "pbx.example.com");
    const outputs = { telephony: {}, numbers: { support: FIRST } };
    expect(workersOf(held, outputs)).toEqual({ [FIRST]: "sales-agent" });
    expect(workersOf(held, { ...outputs, numbers: [FIRST] })).toEqual({ [FIRST]: "sales-agent" });
    expect(topologiesOf({ ...desired, held, outputs }).map(({ config }) => config.sipDomain)).toEqual([
      "pbx.example.com",
    ]);
  });

  it("do not include what the config of the package's program dropped, nor a rule that was changed by hand", () => {
    const outputs = { ...packaged, numbers: { [FIRST]: "reception", [BOUGHT]: "reception" } };
    const held = topology("telephony", [FIRST, BOUGHT], "somebody-elses-agent");
    expect(workersOf(held, outputs)).toEqual({ [FIRST]: "arkenos-agent" });
  });
});
