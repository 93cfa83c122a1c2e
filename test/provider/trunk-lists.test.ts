import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fixtureOf } from "./fixtures.js";
import { openWorld } from "./open-world.js";
import type { Noun, PropsOf, Run } from "./run.js";
import type { World } from "./world.js";

describe.each(["TrunkCredentialList", "TrunkIpAccessControlList"] as const)(
  "%s, when Twilio reports that the list is already attached",
  (noun) => {
    let world: World;
    let run: Run;
    let props: PropsOf<Noun>;
    beforeEach(async () => {
      world = await openWorld();
      run = world.run();
      // The run creates the trunk itself, so it knows that nothing is attached, and sends no request.
      props = (await fixtureOf(noun).prepare(run)).minimal.props;
    });
    afterEach(() => world.close());

    it.each(["shows it", "does not show it yet"])(
      "succeeds if it is attached, and the trunk's list %s",
      async (how) => {
        const byHand = await world.run().create(noun as Noun, props);
        if (how !== "shows it") world.fault(`List${noun.replace("Trunk", "")}`, { kind: "stale" });
        const made = await run.create(noun as Noun, props);
        expect(made.id).toBe(byHand.id);
        expect(await world.contents.all(noun)).toHaveLength(1);
      },
    );

    it("refuses the id of another list's attachment", async () => {
      const { trunkSid } = props as Record<string, string>;
      const list = noun === "TrunkCredentialList" ? "CredentialList" : "IpAccessControlList";
      const { id: sid } = await world.run().create(list, { friendlyName: "Theirs" });
      const field = `${list.charAt(0).toLowerCase()}${list.slice(1)}Sid`;
      const { id } = await world.run().create(noun as Noun, { trunkSid, [field]: sid } as PropsOf<Noun>);
      const attempt = world.run().create(noun as Noun, { ...props, adopt: id } as PropsOf<Noun>);
      await expect(attempt).rejects.toThrow(`${id} cannot be adopted: it attaches ${sid}, and this resource attaches `);
    });

    it("names the refresh that creates a deleted list again", async () => {
      const { credentialListSid, ipAccessControlListSid } = props as Record<string, string>;
      const { credentialLists, ipAccessControlLists } = world.emulator.twilio.store;
      credentialLists.delete(credentialListSid ?? "");
      ipAccessControlLists.delete(ipAccessControlListSid ?? "");
      await expect(run.create(noun as Noun, props)).rejects.toThrow(
        "Its parent was deleted outside this stack: to create the parent again, run pulumi up --refresh",
      );
    });

    it("reports the refusal if it is not", async () => {
      const { id } = await world.run().create(noun as Noun, { ...props, owner: "other/dev/attachment" });
      // It is detached between the refusal and the check.
      const look = world.emulator.twilio.faults.hold(`Fetch${noun.replace("Trunk", "")}`);
      const creation = run.create(noun as Noun, props);
      const refused = expect(creation).rejects.toThrow(/is already associated with trunk TK.* \(400 21245\)/);
      await look.arrived;
      await world.contents.remove(noun, id);
      look.release();
      await refused;
    });
  },
);
