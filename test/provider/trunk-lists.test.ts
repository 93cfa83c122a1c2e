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

    it("takes that for success if the trunk's own list shows it", async () => {
      const byHand = await world.run().create(noun as Noun, props);
      const made = await run.create(noun as Noun, props);
      expect(made.id).toBe(byHand.id);
      expect(await world.holdings.all(noun)).toHaveLength(1);
    });

    it("passes the refusal on if the trunk's own list does not show it", async () => {
      await world.run().create(noun as Noun, props);
      world.fault(`List${noun.replace("Trunk", "")}`, { kind: "stale" });
      await expect(run.create(noun as Noun, props)).rejects.toThrow(
        /is already associated with trunk TK.* \(400 21245\)/,
      );
    });
  },
);
