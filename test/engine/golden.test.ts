import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "@arkenos/emulator";
import { resources } from "@arkenos/provider";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { APPLICATION, goldenWorkspace, NUMBERS, startWorld } from "./golden/world.js";
import { objectsIn } from "./objects.js";
import { patience } from "./telephony-stack.js";
import type { Workspace } from "./workspace.js";

const folder = join(import.meta.dirname, "golden");
const [before, then, state] = await Promise.all(
  ["before.json", "world.json", "state.json"].map((name) => readFile(join(folder, name), "utf8")),
);

it("the state that the first release wrote has every kind of resource", () => {
  const nouns = Array.from(state?.matchAll(/"pulumi-nodejs:dynamic\/\w+:(\w+)"/g) ?? [], ([, noun]) => noun);
  expect([...new Set(nouns)].sort()).toEqual(Object.keys(resources).sort());
});

describe("a state that the first release wrote", patience, () => {
  let emulator: Emulator;
  let workspace: Workspace;
  beforeEach(async () => {
    const world = await startWorld();
    emulator = world.emulator;
    emulator.load(then ?? "");
    workspace = await goldenWorkspace(world.env);
    await workspace.succeed("stack", "import", "--file", join(folder, "state.json"));
  });
  afterEach(async () => {
    await workspace?.dispose();
    await emulator?.close();
  });

  const operations = () => [...emulator.livekit.calls, ...emulator.twilio.calls].map(({ operation }) => operation);
  const writes = () => operations().filter((operation) => !/^(List|Fetch)/.test(operation));
  const ids = async () =>
    Array.from((await workspace.state()).matchAll(/"(urn|id)": "([^"]+)"/g), ([, , id]) => id).sort();
  const owned = (phoneNumber: string) =>
    emulator.twilio.store.numbers.all((number) => number.phoneNumber === phoneNumber);

  /** What destroy leaves: everything as it was before the stack, and each number in the account. */
  const expectNothingLeft = () => {
    const left = objectsIn(emulator);
    const kept = emulator.twilio.store.numbers.all().map(({ phoneNumber }) => phoneNumber);
    emulator.load(before ?? "");
    expect(left).toEqual(objectsIn(emulator));
    expect(kept).toEqual([...Object.values(NUMBERS), "+15105550200"]);
  };

  it("shows no drift and no change: a refresh only reads, a preview calls nobody", async () => {
    await workspace.succeed("preview", "--expect-no-changes");
    expect(operations()).toEqual([]);
    await workspace.succeed("refresh", "--preview-only", "--expect-no-changes", "--run-program");
    await workspace.refresh();
    await workspace.up("--expect-no-changes");
    expect(writes()).toEqual([]);
  });

  it("takes a change of each kind in place, then has nothing left to do, and is taken down", async () => {
    const idsBefore = await ids();
    const objectsBefore = objectsIn(emulator);
    workspace.pointAt({ EDITED: "yes" });
    await workspace.up();
    expect(await ids()).toEqual(idsBefore);
    expect(writes().filter((operation) => /^(Create|Delete)/.test(operation))).toEqual([]);
    expect(objectsIn(emulator)).toHaveLength(objectsBefore.length);
    expect([...new Set(writes())].sort()).toEqual([
      "UpdateIncomingPhoneNumber",
      "UpdateOriginationUrl",
      "UpdateSIPDispatchRule",
      "UpdateSIPInboundTrunk",
      "UpdateSIPOutboundTrunk",
      "UpdateSipCredential",
      "UpdateSipCredentialList",
      "UpdateSipIpAccessControlList",
      "UpdateSipIpAddress",
      "UpdateTrunk",
    ]);
    const done = operations().length;
    await workspace.up("--expect-no-changes");
    expect(operations()).toHaveLength(done);
    await workspace.destroy();
    expectNothingLeft();
  });

  it("is taken down as it was written: numbers are kept, a displaced application is back", async () => {
    await workspace.destroy();
    expect(owned(NUMBERS.withApplication)).toMatchObject([{ trunkSid: null, voiceApplicationSid: APPLICATION }]);
    expect(writes()).not.toContain("DeleteIncomingPhoneNumber");
    expectNothingLeft();
  });
});
