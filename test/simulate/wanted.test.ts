import { expect, it } from "vitest";
import { wantedNumbers } from "../../stacks/operate/simulate/wanted.js";
import { someTopology } from "../graph/topology.js";

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
