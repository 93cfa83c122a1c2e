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

  it("carries the mark of a search until the stack lets the number go, and then what it was called before", async () => {
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

  it("is not touched where the number was named", async () => {
    const made = await world.run().create("PhoneNumber", { phoneNumber: first, owner });
    expect(stored(made)).toBe("(415) 555-0200");
    rename(made, "Sales [support]");
    await world.run().update("PhoneNumber", await settled(made), { phoneNumber: first, owner, voiceUrl: "" });
    expect(stored(made)).toBe("Sales [support]");
  });

  it("that a person gave in the console stays, unless the program asks for another", async () => {
    const made = await world.run().create("PhoneNumber", search);
    rename(made, "Our hotline");
    await world.run().update("PhoneNumber", await settled(made), { ...search, voiceUrl: "" });
    expect(stored(made)).toBe("Our hotline");
    const named = await world.run().update("PhoneNumber", made, { ...search, friendlyName: "Desk" });
    expect(stored(named)).toMatch(/^Desk \[/);
  });

  it("with the mark of an earlier version reads as settled, and comes clean when the number is let go", async () => {
    vi.spyOn(console, "log").mockReturnValue();
    for (const friendlyName of [undefined, "Hotline"]) {
      const made = await world.run().create("PhoneNumber", { phoneNumber: first, owner, friendlyName });
      rename(made, `${friendlyName ?? "Arkenos"} [${owner}]`);
      await world.run().delete("PhoneNumber", await settled(made));
      expect(stored(made)).toBe(friendlyName ?? "Arkenos");
    }
  });
});
