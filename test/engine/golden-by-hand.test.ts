import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeByHand } from "./golden/by-hand.js";
import { GoldenStack } from "./golden/stack.js";
import { NUMBERS } from "./golden/world.js";
import { idOf, objectsIn } from "./objects.js";
import { longTimeout } from "./telephony-stack.js";

describe("objects of the first release's state, changed by hand since", longTimeout, () => {
  let stack: GoldenStack;
  let recorded: object[];
  beforeEach(async () => {
    stack = await GoldenStack.start();
    recorded = contents();
    changeByHand(stack.emulator);
  });
  afterEach(() => stack?.dispose());

  /**
   * The objects of both clouds, whatever their age. Of a marker only the owner counts, because newer ones hold more.
   */
  const contents = () =>
    objectsIn(stack.emulator)
      .sort((one, other) => idOf(one).localeCompare(idOf(other)))
      .map((item) => ({ ...item, dateCreated: undefined, dateUpdated: undefined, metadata: ownerIn(item) }));
  const ownerIn = (item: object) =>
    "metadata" in item ? /"owner":"([^"]+)"/.exec(String(item.metadata))?.[1] : undefined;
  const name = (wanted: string) =>
    stack.emulator.twilio.store.numbers.all(({ phoneNumber }) => phoneNumber === wanted)[0]?.friendlyName;

  it("are read by a refresh and restored by up, each in place", async () => {
    const byHand = contents();
    const drift = await stack.workspace.run("refresh", "--preview-only", "--expect-no-changes", "--run-program");
    expect(drift.code).toBe(7);
    await stack.workspace.refresh();
    expect(contents()).toEqual(byHand);
    await stack.workspace.up();
    expect(contents()).toEqual(recorded);
    expect(name("+15105550200")).toMatch(/^Support line 1/);
    expect(stack.writes.filter((operation) => /^Delete/.test(operation))).toEqual([]);
    for (const to of [NUMBERS.withApplication, NUMBERS.moved, NUMBERS.bought])
      expect(stack.emulator.dial({ from: "+15105550177", to }).agents).toHaveLength(1);
    await stack.workspace.up("--expect-no-changes");
  });

  it("accept an edit of the program in place, without a refresh first", async () => {
    const ids = await stack.ids();
    stack.workspace.pointAt({ EDITED: "yes" });
    await stack.workspace.up();
    expect(await stack.ids()).toEqual(ids);
    expect(JSON.stringify(contents(), (_key, value: unknown) => (typeof value === "bigint" ? 0 : value))).not.toContain(
      "By hand",
    );
    expect(name("+15105550200")).toMatch(/^Support line 2/);
  });
});
