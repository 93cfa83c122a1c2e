import { afterAll, beforeAll, expect, it } from "vitest";
import { longTimeout, TelephonyStack } from "./telephony-stack.js";

let stack: TelephonyStack;
beforeAll(async () => {
  stack = await TelephonyStack.start({}, "twice");
});
afterAll(() => stack?.dispose());

it(
  "two keys whose number is bought by search, and the same, are refused before the topology is written",
  longTimeout,
  async () => {
    // A preview does not know the number yet.
    await stack.workspace.succeed("preview");
    const output = await stack.workspace.upFails();
    const { livekit, twilio } = stack.emulator;
    const [bought, ...others] = twilio.store.numbers.all();
    expect(output).toContain(
      `numbers[1].number: is the same number as "${bought?.phoneNumber}" [arkenos:duplicate_number]; keep one of the two`,
    );
    expect(others).toEqual([]);
    expect(bought?.trunkSid ?? "").toBe("");
    expect([twilio.store.trunks.size, livekit.store.inboundTrunks.size, livekit.store.dispatchRules.size]).toEqual([
      0, 0, 0,
    ]);
  },
);
