import { resources } from "@arkenos/provider";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GoldenStack, goldenState } from "./golden/stack.js";
import { APPLICATION, NUMBERS } from "./golden/world.js";
import { objectsIn } from "./objects.js";
import { longTimeout } from "./telephony-stack.js";

it("the first release's state has every kind of resource", async () => {
  const nouns = Array.from((await goldenState()).matchAll(/"pulumi-nodejs:dynamic\/\w+:(\w+)"/g), ([, noun]) => noun);
  expect([...new Set(nouns)].sort()).toEqual(Object.keys(resources).sort());
});

describe("a state that the first release wrote", longTimeout, () => {
  let stack: GoldenStack;
  beforeEach(async () => {
    stack = await GoldenStack.start();
  });
  afterEach(() => stack?.dispose());

  /** What destroy leaves: the objects from before the stack, and each number in the account. */
  const expectNothingLeft = () => {
    expect(objectsIn(stack.emulator)).toEqual(stack.before);
    const kept = stack.emulator.twilio.store.numbers.all().map(({ phoneNumber }) => phoneNumber);
    expect(kept).toEqual([...Object.values(NUMBERS), "+15105550200"]);
  };

  it("shows no drift and no change: a refresh only reads, and a preview sends no request", async () => {
    await stack.workspace.succeed("preview", "--expect-no-changes");
    expect(stack.operations).toEqual([]);
    await stack.workspace.refresh("--expect-no-changes");
    await stack.workspace.up("--expect-no-changes");
    expect(stack.writes).toEqual([]);
  });

  it("accepts a change of each kind in place, then has no diff, and can be destroyed", async () => {
    const ids = await stack.ids();
    const count = objectsIn(stack.emulator).length;
    stack.workspace.pointAt({ EDITED: "yes" });
    await stack.workspace.up();
    expect(await stack.ids()).toEqual(ids);
    expect(objectsIn(stack.emulator)).toHaveLength(count);
    expect([...new Set(stack.writes)].sort()).toEqual([
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
    const done = stack.operations.length;
    await stack.workspace.up("--expect-no-changes");
    expect(stack.operations).toHaveLength(done);
    await stack.workspace.destroy();
    expectNothingLeft();
  });

  it("can be destroyed unchanged: numbers are kept, and a displaced application is restored", async () => {
    await stack.workspace.destroy();
    const [number] = stack.emulator.twilio.store.numbers.all(
      ({ phoneNumber }) => phoneNumber === NUMBERS.withApplication,
    );
    expect(number).toMatchObject({ trunkSid: null, voiceApplicationSid: APPLICATION });
    expect(stack.writes).not.toContain("DeleteIncomingPhoneNumber");
    expectNothingLeft();
  });
});
