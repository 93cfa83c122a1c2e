import { expect, it } from "vitest";
import { withPending } from "../../stacks/operate/engine/pending.js";

const trunk = { urn: "urn:trunk", type: "t", id: "ST_1", inputs: { numbers: ["+1"] }, outputs: { numbers: ["+1"] } };
const rule = { urn: "urn:rule", type: "t", inputs: { name: "Rule" } };

it("an object that a killed run was creating becomes a resource, and its operation is over", () => {
  const state = { resources: [trunk], pending_operations: [{ type: "creating", resource: rule }] };
  const created = new Map([["urn:rule", { id: "SDR_1", outputs: { account: "acme" } }]]);
  expect(withPending(state, created)).toEqual({
    resources: [trunk, { ...rule, id: "SDR_1", outputs: { name: "Rule", account: "acme" } }],
    pending_operations: [],
  });
});

it("what was not found, or has an object already, stays pending", () => {
  const pending = [
    { type: "creating", resource: rule },
    { type: "creating", resource: trunk },
    { type: "deleting", resource: trunk },
  ];
  const state = { resources: [trunk], pending_operations: pending };
  const created = new Map([["urn:trunk", { id: "ST_1", outputs: {} }]]);
  expect(withPending(state, created)).toEqual(state);
});

it("an object that was to replace another becomes the resource, and the other is deleted last", () => {
  const state = { resources: [trunk], pending_operations: [{ type: "creating", resource: trunk }] };
  const { resources } = withPending(state, new Map([["urn:trunk", { id: "ST_2", outputs: {} }]]));
  expect(resources).toEqual([
    { ...trunk, delete: true },
    { ...trunk, id: "ST_2", outputs: trunk.inputs },
  ]);
});

it("numbers that a killed run was adding to a trunk are the trunk's", () => {
  const updating = { type: "updating", resource: { ...trunk, inputs: { numbers: ["+1", "+2"] } } };
  const { resources } = withPending({ resources: [trunk], pending_operations: [updating] }, new Map());
  expect(resources).toEqual([{ ...trunk, outputs: { numbers: ["+1", "+2"] } }]);
});
