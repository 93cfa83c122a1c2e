import { describe, expect, it } from "vitest";
import { resources } from "@arkenos/provider";
import type { Field } from "../../stacks/operate/engine/field.js";
import type { StateResource } from "../../stacks/operate/engine/state.js";
import type { Op, Step } from "../../stacks/operate/engine/step.js";
import { settled } from "../../stacks/operate/cli/converge/settled.js";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
type Noun = keyof typeof resources;

function step(op: Op, noun: Noun, props: Step["props"], fields: readonly Field[]): Step {
  const type = `pulumi-nodejs:dynamic/${resources[noun].spec.type}`;
  return { op, type, urn: `urn:${noun}`, name: noun, parent: "", id: "x", provider: "", props, fields, outputs: {} };
}
const held = (noun: Noun, more: Partial<StateResource>): StateResource => ({ urn: `urn:${noun}`, type: "", ...more });
const waits = (path: string, before: unknown): Field => ({ path, before, after: "[known after up]" });

const renamed = (more: readonly Field[] = []) =>
  step("update", "ElasticTrunk", {}, [{ path: "friendlyName", before: "A", after: "B" }, ...more]);
const outbound = (more: readonly Field[] = []) =>
  step("update", "OutboundTrunk", { address: UNKNOWN }, [waits("address", "acme.pstn.twilio.com"), ...more]);
const state = {
  resources: [
    held("ElasticTrunk", { outputs: { trunkSid: "TK1", terminationDomain: "acme.pstn.twilio.com", authType: "x" } }),
    held("OutboundTrunk", { propertyDependencies: { address: ["urn:ElasticTrunk"] } }),
  ],
};
const changesAfter = (steps: readonly Step[]) =>
  settled(steps, state).map(({ op, fields }) => [op, fields.map(({ path }) => path)]);

describe("an output of an updated object", () => {
  it("that the update keeps changes nothing that depends on it", () => {
    expect(changesAfter([renamed(), outbound()])).toEqual([
      ["update", ["friendlyName"]],
      ["same", []],
    ]);
  });

  it("that the update keeps does not show in another change", () => {
    const name: Field = { path: "name", before: "A", after: "B" };
    expect(changesAfter([renamed(), outbound([name])])[1]).toEqual(["update", ["name"]]);
  });

  it("that follows a changing prop stays unknown", () => {
    const domain: Field = { path: "domainName", before: "acme", after: "other" };
    expect(changesAfter([renamed([domain]), outbound()])[1]).toEqual(["update", ["address"]]);
  });

  it.each<Op>(["create", "replace"])("stays unknown for a new object (%s)", (op) => {
    expect(changesAfter([{ ...renamed(), op }, outbound()])[1]).toEqual(["update", ["address"]]);
  });

  it("stays unknown if the state does not record the value's source", () => {
    const other = step("update", "OutboundTrunk", { address: UNKNOWN }, [waits("address", "elsewhere.example")]);
    expect(changesAfter([renamed(), other])[1]).toEqual(["update", ["address"]]);
  });
});
