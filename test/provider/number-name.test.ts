import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openWorld } from "./open-world.js";
import type { Made } from "./run.js";
import type { World } from "./world.js";

const owner = "shop/dev/hotline";
const search = { search: { areaCode: "415" }, owner };
const first = "+14155550200";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});
const rename = ({ id }: Made, friendlyName: string) => world.emulator.twilio.store.numbers.patch(id, { friendlyName });

describe("a number's name", () => {
  const stored = (made: Made) => world.emulator.twilio.store.numbers.get(made.id)?.friendlyName;
  const settled = async (made: Made) => {
    const run = world.run();
    const seen = await run.read("PhoneNumber", made);
    expect(await run.diff("PhoneNumber", seen, made.inputs)).toMatchObject({ changes: false });
    return seen;
  };

  it("carries a search's marker until the stack releases the number, and then its original name", async () => {
    vi.spyOn(console, "log").mockReturnValue();
    for (const [friendlyName, bare] of [
      [undefined, first],
      ["Hotline", "Hotline"],
    ]) {
      const made = await world.run().create("PhoneNumber", { ...search, friendlyName });
      expect(stored(made)).toMatch(/^.+ \[shop\/dev\/ho~[0-9a-f]{12}\]$/);
      await world.run().delete("PhoneNumber", await settled(made));
      expect(stored(made)).toBe(bare);
    }
  });

  it("is not changed for a number that the program names", async () => {
    const made = await world.run().create("PhoneNumber", { phoneNumber: first, owner });
    expect(stored(made)).toBe("(415) 555-0200");
    rename(made, "Sales [support]");
    await world.run().update("PhoneNumber", await settled(made), { phoneNumber: first, owner, voiceUrl: "" });
    expect(stored(made)).toBe("Sales [support]");
  });

  it("that a person set in the console is kept, unless the program sets another", async () => {
    const made = await world.run().create("PhoneNumber", search);
    rename(made, "Our hotline");
    await world.run().update("PhoneNumber", await settled(made), { ...search, voiceUrl: "" });
    expect(stored(made)).toBe("Our hotline");
    const named = await world.run().update("PhoneNumber", made, { ...search, friendlyName: "Desk" });
    expect(stored(named)).toMatch(/^Desk \[/);
  });

  it("with an earlier version's marker shows no diff, and is cleaned when the number is released", async () => {
    vi.spyOn(console, "log").mockReturnValue();
    for (const friendlyName of [undefined, "Hotline"]) {
      const made = await world.run().create("PhoneNumber", { phoneNumber: first, owner, friendlyName });
      rename(made, `${friendlyName ?? "Arkenos"} [${owner}]`);
      await world.run().delete("PhoneNumber", await settled(made));
      expect(stored(made)).toBe(friendlyName ?? "Arkenos");
    }
  });
});

describe("the marker of a search whose stack was renamed", () => {
  const renamed = { ...search, owner: "shop/prod/hotline" };
  const stored = ({ id }: Made) => world.emulator.twilio.store.numbers.get(id)?.friendlyName;
  const rename = async (made: Made, wanted: typeof renamed & { friendlyName?: string }) => {
    const inputs = await world.run().check("PhoneNumber", wanted, made.inputs);
    expect(await world.run().diff("PhoneNumber", made, inputs)).toMatchObject({ changes: true, replaces: [] });
    const updated = await world.run().update("PhoneNumber", made, wanted);
    expect(await world.run().diff("PhoneNumber", updated, updated.inputs)).toMatchObject({ changes: false });
    return updated;
  };

  it("is updated by the next up, so that a lost state buys nothing twice, and release: true still releases the number", async () => {
    const made = await rename(await world.run().create("PhoneNumber", search), renamed);
    expect(stored(made)).toMatch(/^\+14155550200 \[shop\/prod\/h~[0-9a-f]{12}\]$/);
    const found = await world.run().create("PhoneNumber", { ...renamed, release: true });
    expect(found.id).toBe(made.id);
    await world.run().delete("PhoneNumber", found);
    expect(world.emulator.twilio.store.numbers.get(made.id)).toBeUndefined();
  });

  it("is updated together with the program's name, and never added to a person's", async () => {
    const made = await world.run().create("PhoneNumber", search);
    expect(stored(await rename(made, { ...renamed, friendlyName: "Desk" }))).toMatch(/^Desk \[shop\/prod\/h~/);
    world.emulator.twilio.store.numbers.patch(made.id, { friendlyName: "Our hotline" });
    expect(stored(await rename(made, renamed))).toBe("Our hotline");
  });

  it("does not exist on a number without a search", async () => {
    const named = await world.run().create("PhoneNumber", { phoneNumber: first, owner });
    const inputs = await world.run().check("PhoneNumber", { phoneNumber: first, owner: renamed.owner }, named.inputs);
    expect(await world.run().diff("PhoneNumber", named, inputs)).toMatchObject({ changes: false });
  });
});
