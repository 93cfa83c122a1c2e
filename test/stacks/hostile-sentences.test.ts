import { Session } from "@arkenos/provider/clouds";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { contractLines } from "../../stacks/operate/cli/converge/contract-text.js";
import { fieldLine } from "../../stacks/operate/cli/converge/field-text.js";
import { chooseMapping } from "../../stacks/operate/cli/import/import-mapping.js";
import { foundLine, foundRows, planText } from "../../stacks/operate/cli/import/import-text.js";
import { processIo } from "../../stacks/operate/cli/terminal/io.js";
import type { Step } from "../../stacks/operate/engine/step.js";
import type { Inventory } from "../../stacks/operate/import/inventory.js";
import { problemText } from "../../provider/problem.js";
import { handoverCommands } from "../../stacks/operate/import/notes.js";
import { preflight } from "../../stacks/operate/preflight/preflight.js";
import { World } from "../provider/world.js";

const NUMBER = "+15105550100";
const HOSTILE = "Sales\u001b[31m\u0007\u009b2J\u202e\u200b\nAll is well";
const SHOWN = String.raw`Sales\u001b[31m\u0007\u009b2J\u202e\u200b\nAll is well`;

/** Two inbound trunks that answer one number, as a cloud lists them. */
const inventory: Inventory = {
  livekit: {
    host: "acme.livekit.cloud",
    inboundTrunks: ["ST_one", "ST_two"].map((id) => ({
      ...{ id, attrs: {} },
      props: { name: HOSTILE, numbers: [NUMBER], owner: id === "ST_two" ? `other/prod/${HOSTILE}` : undefined },
    })),
    ...{ outboundTrunks: [], dispatchRules: [] },
  },
  twilio: { accountSid: "AC1", trunks: [], numbers: [], credentialLists: [] },
};

describe("another person's name is escaped", () => {
  it("in what an import finds", () => {
    const lines = foundRows(inventory).map(foundLine);
    expect(lines).toEqual([
      `found: LiveKit inbound trunk ST_one "${SHOWN}": ${NUMBER}`,
      `found: LiveKit inbound trunk ST_two "${SHOWN}" of other/prod/${SHOWN}: ${NUMBER}`,
    ]);
  });

  it("in what an import takes and leaves", () => {
    const step = { cloud: "LiveKit", label: HOSTILE } as never;
    expect(planText({ taken: [], left: [{ step, reason: "not found" }], refusals: [] })).toBe(
      `+ LiveKit ${SHOWN}: up will create it; not found\n0 to import, 1 to be created by up.`,
    );
  });

  it("in what an import cannot distinguish", async () => {
    const [one] = inventory.livekit.inboundTrunks;
    const twice = { ...inventory.livekit, inboundTrunks: [one, { ...one, id: "ST_three" }] as never };
    const context = { io: processIo(), cwd: ".", stack: "dev", json: true, yes: true };
    const wanting = { stack: "acme/dev", namePrefix: "Arkenos", sipHosts: [], numbers: [NUMBER] };
    await expect(chooseMapping(context, { ...inventory, livekit: twice }, wanting, {}, {})).rejects.toMatchObject({
      problems: expect.arrayContaining([
        expect.stringContaining(`inbound trunk "${SHOWN}": ST_one and ST_three match;`),
      ]) as unknown,
    });
  });

  it("in differences of the contract and of a resource", () => {
    const path = ["agents", "reception", "tools"];
    const after = [{ name: HOSTILE }];
    expect(contractLines([{ path, before: [], after }])).toEqual(["~ reception: tools changed", `    + ${SHOWN}`]);
    expect(contractLines([{ path: ["numbers", NUMBER], before: "reception", after: HOSTILE }])).toEqual([
      `~ ${NUMBER}: reception → ${SHOWN}`,
    ]);
    expect(fieldLine({ path: `headers.${HOSTILE}`, before: "a", after: "b" })).toBe(`    headers.${SHOWN}: a → b`);
  });
});

describe("a marker that no stack can have written", () => {
  it.each(["other/prod", "other/prod/it's", "other/$(id)/in", "other/prod/in\nrm"])(
    "becomes no command to type: %j",
    (owner) => {
      const [trunk] = inventory.livekit.inboundTrunks;
      const marked = [{ ...trunk, props: { owner } }] as never;
      const [note = ""] = handoverCommands(
        { ...inventory, livekit: { ...inventory.livekit, inboundTrunks: marked } },
        { inboundTrunk: "ST_one" },
        "acme/dev",
      );
      expect(note).toContain("which cannot be a stack's");
      expect(note).not.toContain("pulumi state delete");
    },
  );
});

describe("a conflict that stops a run", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open({ twilio: { owned: [NUMBER] } });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await world.close();
  });

  it("is reported on one line, whatever the names on the other side", async () => {
    const pbx = await world.run().create("ElasticTrunk", { friendlyName: "PBX", domainName: "pbx.pstn.twilio.com" });
    await world.run().create("NumberAssociation", { number: NUMBER, trunkSid: pbx.id });
    const shop = await world.run().create("InboundTrunk", { name: "Shop", numbers: [NUMBER] });
    const { livekit, twilio } = world.emulator;
    twilio.store.trunks.patch(pbx.id, { friendlyName: HOSTILE });
    livekit.store.inboundTrunks.patch(shop.id, { name: HOSTILE });
    const session = new Session();
    session.configure((name) => world.settings[name]);
    const { obstacles } = await preflight(
      [
        step("NumberAssociation", { number: NUMBER, trunkSid: "TK_of_ours" }),
        step("InboundTrunk", { name: "Desk", numbers: [NUMBER], allowedNumbers: [], owner: "acme/dev/in" }),
      ],
      session,
    );
    expect(obstacles.flatMap(({ problems }) => problems.map(problemText))).toEqual([
      expect.stringContaining(`${NUMBER} is on trunk ${pbx.id} "${SHOWN}", not on this stack's`),
      expect.stringContaining(`inbound trunk ${shop.id} "${SHOWN}"`),
    ]);
  });

  it("is reported the same way by the provider, when it refuses and when it keeps an object", async () => {
    const pbx = await world.run().create("ElasticTrunk", { friendlyName: "PBX", domainName: "pbx.pstn.twilio.com" });
    const list = { friendlyName: "Office", owner: "acme/dev/credentials", usernames: [] };
    const office = await world.run().create("CredentialList", list);
    await world.run().create("TrunkCredentialList", { trunkSid: pbx.id, credentialListSid: office.id });
    const shop = await world.run().create("InboundTrunk", { name: "Shop", numbers: [NUMBER] });
    world.emulator.twilio.store.trunks.patch(pbx.id, { friendlyName: HOSTILE });
    world.emulator.livekit.store.inboundTrunks.patch(shop.id, { name: HOSTILE });
    const trunk = { name: "Desk", numbers: [NUMBER], owner: "acme/dev/in" };
    await expect(world.run().create("InboundTrunk", trunk)).rejects.toThrow(`inbound trunk ${shop.id} "${SHOWN}"`);
    await expect(world.run().create("CredentialList", { ...list, adopt: office.id })).rejects.toThrow(
      `trunk ${pbx.id} "${SHOWN}" depends on it`,
    );
    const logged = vi.spyOn(console, "log").mockReturnValue();
    await world.run().delete("CredentialList", office);
    expect(logged).toHaveBeenCalledWith(expect.stringContaining(`is not deleted: trunk ${pbx.id} "${SHOWN}" uses it`));
  });
});

/** A create step, as a preview reports it. */
function step(noun: "NumberAssociation" | "InboundTrunk", props: Record<string, unknown>): Step {
  const cloud = noun === "InboundTrunk" ? "livekit" : "twilio";
  const type = `pulumi-nodejs:dynamic/${cloud}:${noun}`;
  return {
    ...{ op: "create", type, name: noun, urn: `urn:pulumi:dev::acme::${type}::${noun}`, parent: "urn:telephony" },
    ...{ id: "", fields: [], outputs: {}, props: { adopt: "never", ...props } },
    provider: "urn:pulumi:dev::acme::pulumi:providers:pulumi-nodejs::default::x",
  };
}
