import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answering, longTimeout, TelephonyStack } from "./telephony-stack.js";

const [FIRST, SECOND] = ["+15105550100", "+15105550101"];
const given = { purchase: true, release: true };

/** Orders of edits after `release: true` was applied to both numbers. None of them may lose a number. */
const EDITS: readonly [what: string, edit: object, act: "up" | "destroy"][] = [
  ["the number stays listed, without purchase and release", answering({ [FIRST]: {}, [SECOND]: {} }), "up"],
  [
    "release is taken back and the stack destroyed at once",
    answering({ [FIRST]: { purchase: true }, [SECOND]: {} }),
    "destroy",
  ],
  [
    "both leave the numbers, and calls still go out from them",
    { ...answering({}), outbound: { fromNumbers: [FIRST, SECOND] } },
    "up",
  ],
];

describe.each(EDITS)("after release: true was applied: %s", longTimeout, (_what, edit, act) => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [FIRST, SECOND] } });
    await stack.workspace.configure(answering({ [FIRST]: given, [SECOND]: given }));
    await stack.workspace.up();
    await stack.workspace.configure(edit as Record<string, unknown>);
  });
  afterAll(() => stack?.dispose());

  it("no number is released, and each is named", async () => {
    const output = await stack.workspace[act]();
    expect(stack.emulator.twilio.store.numbers.all().map(({ phoneNumber }) => phoneNumber)).toEqual([FIRST, SECOND]);
    for (const number of [FIRST, SECOND]) expect(output).toContain(`${number} is not released`);
  });
});

describe("a number with release: true applied", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [FIRST, SECOND] } });
    await stack.workspace.configure(answering({ [FIRST]: given, [SECOND]: given }));
    await stack.workspace.up();
  });
  afterAll(() => stack?.dispose());

  const owned = () => stack.emulator.twilio.store.numbers.all().map(({ phoneNumber }) => phoneNumber);

  it("is released when it leaves the config", async () => {
    await stack.workspace.configure(answering({ [FIRST]: given }));
    await stack.workspace.up();
    expect(owned()).toEqual([FIRST]);
  });

  it("is released by destroy while the config sets release: true for it", async () => {
    await stack.workspace.destroy();
    expect(owned()).toEqual([]);
  });
});
