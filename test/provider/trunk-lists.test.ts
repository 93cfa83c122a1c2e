import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fixtureOf } from "./fixtures.js";
import { openWorld } from "./open-world.js";
import type { Noun, PropsOf, Run } from "./run.js";
import type { World } from "./world.js";

describe.each(["TrunkCredentialList", "TrunkIpAccessControlList"] as const)(
  "%s, when Twilio says that the list is attached already",
  (noun) => {
    let world: World;
    let run: Run;
    let props: PropsOf<Noun>;
    beforeEach(async () => {
      world = await openWorld();
      run = world.run();
      // The run makes the trunk itself, so it believes that nothing is attached, and asks nobody.
      props = (await fixtureOf(noun).prepare(run)).minimal.props;
    });
    afterEach(() => world.close());

    it.each(["shows it", "does not show it yet"])(
      "takes that for success if it is, and the trunk's list %s",
      async (how) => {
        const byHand = await world.run().create(noun as Noun, props);
        if (how !== "shows it") world.fault(`List${noun.replace("Trunk", "")}`, { kind: "stale" });
        const made = await run.create(noun as Noun, props);
        expect(made.id).toBe(byHand.id);
        expect(await world.holdings.all(noun)).toHaveLength(1);
      },
    );

    it("passes the refusal on if it is not", async () => {
      const { id } = await world.run().create(noun as Noun, { ...props, owner: "other/dev/attachment" });
      // It goes between the refusal and the look.
      const look = world.emulator.twilio.faults.hold(`Fetch${noun.replace("Trunk", "")}`);
      const creation = run.create(noun as Noun, props);
      const refused = expect(creation).rejects.toThrow(/is already associated with trunk TK.* \(400 21245\)/);
      await look.arrived;
      await world.holdings.remove(noun, id);
      look.release();
      await refused;
    });
  },
);
