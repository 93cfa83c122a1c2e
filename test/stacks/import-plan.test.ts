import { Session } from "@arkenos/provider/clouds";
import { afterEach, beforeEach, expect, it } from "vitest";
import { planImport } from "../../stacks/operate/import/plan.js";
import { SAME_NAME } from "../../stacks/operate/import/suggestion.js";
import { observe } from "../../stacks/operate/observe/observe.js";
import type { TelephonyStep } from "../../stacks/operate/telephony-step.js";
import { World } from "../provider/world.js";

let world: World;
let session: Session;
beforeEach(async () => {
  world = await World.open({ twilio: { owned: Array.from({ length: 6 }, (_, index) => `+1510555010${index}`) } });
  session = new Session();
  session.configure((name) => world.settings[name]);
});
afterEach(() => world.close());

it("a list that another trunk uses is not imported for its name, only if a person chooses it", async () => {
  const office = await world
    .run()
    .create("ElasticTrunk", { friendlyName: "Office PBX", domainName: "pbx.pstn.twilio.com" });
  const list = await world.run().create("CredentialList", { friendlyName: "Acme LiveKit" });
  await world.run().create("Credential", { credentialListSid: list.id, username: "livekit" });
  await world.run().create("TrunkCredentialList", { trunkSid: office.id, credentialListSid: list.id });
  const step = {
    ...{ noun: "CredentialList", cloud: "Twilio", label: "credential list", name: "telephony-credentials" },
    props: {
      friendlyName: "Acme LiveKit",
      usernames: ["livekit"],
      adopt: "never",
      owner: "acme/dev/telephony-credentials",
    },
  } as unknown as TelephonyStep;
  const found = { kind: "credentialList", id: list.id, name: "Acme LiveKit" } as const;
  const plan = await planImport([step], [{ ...found, reason: SAME_NAME }], session);
  expect(plan.taken).toEqual([]);
  expect(plan.left[0]?.reason).toContain("Office PBX");
  expect(plan.left[0]?.reason).toContain(`choose it with --credential-list ${list.id}`);
  const chosen = await planImport([step], [{ ...found, reason: "it was chosen" }], session);
  expect(chosen.taken.map(({ id }) => id)).toEqual([list.id]);
});

it("every trunk that holds one of the stack's numbers is read, however many there are", async () => {
  const numbers = Array.from({ length: 6 }, (_, index) => `+1510555010${index}`);
  for (const number of numbers) {
    const domainName = `trunk-${number.slice(-1)}.pstn.twilio.com`;
    const { id: trunkSid } = await world.run().create("ElasticTrunk", { friendlyName: domainName, domainName });
    await world.run().create("NumberAssociation", { number, trunkSid });
  }
  const { twilio } = await observe(session, { trunkSids: [], trunkName: "Arkenos Inbound", numbers });
  const trunks = twilio.readable ? twilio.trunks : [];
  expect(trunks.map(({ children }) => children !== undefined)).toEqual(numbers.map(() => true));
});
