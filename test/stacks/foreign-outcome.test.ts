import { describe, expect, it } from "vitest";
import { endedOn, textOf } from "./engine-events.js";

type Inputs = Record<string, unknown>;

describe("a resource that is not telephony", () => {
  const foreign = (op: string, type: string, id: string, old: Inputs | undefined, now: Inputs | undefined) =>
    endedOn({ op, type, name: "hook", id }, old, now);

  it.each([
    "pulumi-nodejs:dynamic:Resource",
    "pulumi-nodejs:dynamic/acme:Webhook",
    "pulumi-nodejs:dynamic/acme:PhoneNumber",
    "random:index/randomPet:RandomPet",
    "acme:index:Component",
    "pulumi:providers:pulumi-nodejs",
    "pulumi:pulumi:Stack",
  ])("of the type %s is shown by type and name, and counted when it changes", (type) => {
    expect(textOf([foreign("create", type, "", undefined, { url: "a" })], "will")).toEqual([
      `+ Pulumi  ${type} hook: to create`,
      "1 to create.",
    ]);
    expect(textOf([foreign("update", type, "x", { url: "a" }, { url: "b" })], "will")).toEqual([
      `~ Pulumi  ${type} hook: to update`,
      "    url: a → b",
      "1 to update.",
    ]);
    expect(textOf([foreign("delete", type, "x", { url: "a" }, undefined)])).toEqual([
      `- Pulumi  ${type} hook: deleted`,
      "1 deleted.",
    ]);
  });

  it("is omitted if it is one of the engine's default providers", () => {
    const type = "pulumi:providers:pulumi-nodejs";
    const event = foreign("update", type, "x", { a: 1 }, { a: 2 });
    if (event.resOutputsEvent) event.resOutputsEvent.metadata.urn = `urn:pulumi:dev::acme::${type}::default_1_0`;
    expect(textOf([event])).toEqual(["No changes: the stack has no resources."]);
  });

  it("counts as unchanged only if it is a real object", () => {
    const same = (type: string, id: string) => foreign("same", type, id, {}, {});
    expect(textOf([same("random:index/randomPet:RandomPet", "x"), same("pulumi:pulumi:Stack", "")])).toEqual([
      "No changes: 1 resource matches.",
    ]);
  });

  it("is shown, even with an op that only a newer engine has", () => {
    expect(textOf([foreign("transmogrify", "acme:index:Hook", "x", {}, {})], "will")).toEqual([
      "~ Pulumi  acme:index:Hook hook: to update",
      "1 to update.",
    ]);
  });

  it("is not missing after a refresh if it was never created or is a component", () => {
    expect(
      textOf(
        [
          foreign("same", "pulumi-nodejs:dynamic/twilio:NumberAssociation", "", undefined, { number: "+15105550100" }),
          foreign("refresh", "acme:index:Component", "", {}, {}),
        ],
        "drift",
      ),
    ).toEqual(["No changes: the stack has no resources."]);
  });
});
