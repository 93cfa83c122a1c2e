import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Session, twilio } from "@arkenos/provider/clouds";
import type { Field } from "../../stacks/operate/engine/field.js";
import type { Step } from "../../stacks/operate/engine/step.js";
import { problemText } from "../../provider/problem.js";
import { preflight } from "../../stacks/operate/preflight/preflight.js";
import { World } from "../provider/world.js";
import { association, ONE, step, trunkWith, TWO, UNKNOWN } from "./preflight-run.js";

let world: World;
beforeEach(async () => {
  world = await World.open({ twilio: { owned: [ONE] } });
});
afterEach(() => world.close());

function sessionOf(): Session {
  const session = new Session();
  session.configure((name) => world.settings[name]);
  return session;
}

const reasons = async (steps: readonly Step[]) =>
  (await preflight(steps, sessionOf())).obstacles.flatMap(({ problems }) => problems.map(problemText));

describe("a number", () => {
  it("that the account does not own is a conflict, with its name and a remedy", async () => {
    expect(await reasons([association(ONE), association(TWO)])).toEqual([
      expect.stringMatching(/^the Twilio account AC\w+ does not own \+15105550101; set purchase: true to buy it/),
    ]);
  });

  it("that the same run buys is not missing", async () => {
    expect(await reasons([step("create", "PhoneNumber", { phoneNumber: TWO }), association(TWO)])).toEqual([]);
  });

  it("on another trunk is a conflict, with both trunks named, unless move is set", async () => {
    const old = await trunkWith(sessionOf(), ONE);
    expect(await reasons([association(ONE)])).toEqual([
      `${ONE} is on trunk ${old} "Old PBX", not on this stack's; set move: true to move it from there, or remove it from that trunk first`,
    ]);
    expect(await reasons([association(ONE, { move: true })])).toEqual([]);
  });

  it("on one of two trunks that the run recovers is no conflict", async () => {
    const [ours, other] = ["acme/dev/one", "acme/dev/two"].map((owner) => ({ friendlyName: "Ours", owner }));
    const account = await sessionOf().client(twilio);
    const { id } = await world.run().create("ElasticTrunk", ours ?? expect.fail());
    await world.run().create("ElasticTrunk", other ?? expect.fail());
    const owned = await account.numbers.first(({ phoneNumber }) => phoneNumber === ONE);
    await account.trunking.trunks(id).phoneNumbers.create({ phoneNumberSid: owned?.sid ?? "" });
    const steps = [ours, other].map((props, index) => ({
      ...step("create", "ElasticTrunk", { ...props, numbers: [ONE], deliversTo: [], lists: [] }),
      urn: `urn:trunk-${index}`,
    }));
    expect(await reasons([...steps, association(ONE)])).toEqual([]);
  });

  it("on its new trunk, or on the trunk that the stack moves it from, is no conflict", async () => {
    const ours = await trunkWith(sessionOf(), ONE);
    const fields: Field[] = [{ path: "trunkSid", before: ours, after: UNKNOWN }];
    const outputs = { trunkSid: ours };
    const [owned] = world.emulator.twilio.store.numbers.all(({ phoneNumber }) => phoneNumber === ONE);
    const moved = { fields, outputs, id: owned?.sid ?? "" };
    expect(await reasons([association(ONE, {}, ours)])).toEqual([]);
    expect(await reasons([step("update", "NumberAssociation", { number: ONE, trunkSid: UNKNOWN }, moved)])).toEqual([]);
  });

  it("that somebody moved elsewhere is a conflict, although a refresh recorded it in the state", async () => {
    const theirs = await trunkWith(sessionOf(), ONE);
    const [owned] = world.emulator.twilio.store.numbers.all(({ phoneNumber }) => phoneNumber === ONE);
    const moved = {
      id: owned?.sid ?? "",
      fields: [{ path: "trunkSid", before: theirs, after: UNKNOWN }],
      outputs: { trunkSid: theirs, putOn: "TK00000000000000000000000000000099" },
    };
    const change = step("update", "NumberAssociation", { number: ONE, trunkSid: UNKNOWN }, moved);
    expect(await reasons([change])).toEqual([expect.stringContaining(`${ONE} is on trunk ${theirs}`)]);
  });
});
