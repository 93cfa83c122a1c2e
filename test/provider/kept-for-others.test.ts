import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OWNED } from "./fixtures/owned-numbers.js";
import { openWorld } from "./open-world.js";
import type { Made, Run } from "./run.js";
import type { World } from "./world.js";

const owner = (resource: string) => `telephony/dev/telephony-${resource}`;
const [NUMBER] = OWNED;

let world: World;
let team: Run;
let said: () => string;
beforeEach(async () => {
  world = await openWorld();
  team = world.run();
  const logged = vi.spyOn(console, "log").mockReturnValue();
  said = () => logged.mock.calls.flat().join("\n");
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});

const onTrunk = () => world.emulator.twilio.store.numbers.all(({ phoneNumber }) => phoneNumber === NUMBER)[0]?.trunkSid;

describe("a number that another resource of the stack has on the trunk", () => {
  let old: Made;
  let props: { number: string; trunkSid: string; owner: string };
  beforeEach(async () => {
    const trunk = await team.create("ElasticTrunk", { friendlyName: "Shop", owner: owner("trunk") });
    props = { number: NUMBER ?? "", trunkSid: trunk.id, owner: owner("support") };
    old = await team.create("NumberAssociation", { ...props, owner: owner("sales") });
    await team.create("NumberAssociation", props);
  });

  it("stays there when the resource of an earlier name is deleted by a later run", async () => {
    const run = world.run();
    await run.diff("NumberAssociation", old, await run.check("NumberAssociation", props));
    await run.delete("NumberAssociation", old);
    expect(onTrunk()).toBe(props.trunkSid);
  });

  it("stays there when the state of the earlier resource has no owner", async () => {
    const { owner: _, ...state } = old.state;
    const run = world.run();
    await run.diff("NumberAssociation", { ...old, state }, await run.check("NumberAssociation", props));
    await run.delete("NumberAssociation", { ...old, state });
    expect(onTrunk()).toBe(props.trunkSid);
  });

  it("leaves it when no resource of the run has it", async () => {
    await world.run().delete("NumberAssociation", old);
    expect(onTrunk()).toBeNull();
  });
});

describe("a list that another trunk uses", () => {
  let ours: string;
  let theirs: string;
  beforeEach(async () => {
    ours = (await team.create("ElasticTrunk", { friendlyName: "Shop", owner: owner("trunk") })).id;
    theirs = (await team.create("ElasticTrunk", { friendlyName: "PBX", domainName: "pbx.pstn.twilio.com" })).id;
  });

  it("keeps its addresses", async () => {
    const list = await team.create("IpAccessControlList", { friendlyName: "Office", trunkSid: ours });
    const ofList = { ipAccessControlListSid: list.id };
    const address = await team.create("IpAddress", {
      ...{ ...ofList, trunkSid: ours, friendlyName: "Office", ipAddress: "203.0.113.8" },
    });
    const attachment = await team.create("TrunkIpAccessControlList", { ...ofList, trunkSid: ours });
    await team.create("TrunkIpAccessControlList", { ...ofList, trunkSid: theirs });
    const run = world.run();
    await run.delete("TrunkIpAccessControlList", attachment);
    await run.delete("IpAddress", address);
    await run.delete("IpAccessControlList", list);
    expect(await world.contents.all("IpAddress")).toMatchObject([{ ipAddress: "203.0.113.8" }]);
    expect(await world.contents.holds("IpAccessControlList", list.id)).toBeDefined();
    expect(said()).toContain(`203.0.113.8 is not deleted: trunk ${theirs} "PBX" uses its list ${list.id}`);
  });

  it("loses an address that only our trunk uses", async () => {
    const list = await team.create("IpAccessControlList", { friendlyName: "Office" });
    const ofList = { ipAccessControlListSid: list.id };
    const address = await team.create("IpAddress", { ...ofList, friendlyName: "Office", ipAddress: "203.0.113.8" });
    const { id } = await team.create("TrunkIpAccessControlList", { ...ofList, trunkSid: ours });
    await world
      .run()
      .holding([`twilio:TrunkIpAccessControlList ${id}`])
      .delete("IpAddress", address);
    expect(await world.contents.all("IpAddress")).toEqual([]);
  });

  it("keeps its users", async () => {
    const list = await team.create("CredentialList", {
      friendlyName: "LiveKit",
      trunkSid: ours,
      usernames: ["livekit"],
    });
    const ofList = { credentialListSid: list.id };
    const user = await team.create("Credential", { ...ofList, username: "livekit", callsThrough: ours });
    await team.create("TrunkCredentialList", { ...ofList, trunkSid: theirs });
    const run = world.run();
    await run.delete("Credential", user);
    await run.delete("CredentialList", list);
    expect(await world.contents.all("Credential")).toMatchObject([{ username: "livekit" }]);
    expect(said()).toContain(`"livekit" is not deleted: trunk ${theirs} "PBX" uses its list ${list.id}`);
  });
});

it("a list with a user or an address that the stack does not have stays", async () => {
  const credentials = await team.create("CredentialList", { friendlyName: "LiveKit", usernames: ["livekit"] });
  await team.create("Credential", { credentialListSid: credentials.id, username: "office-pbx" });
  const addresses = await team.create("IpAccessControlList", { friendlyName: "Office" });
  const entry = { friendlyName: "PBX", ipAddress: "203.0.113.8" };
  await team.create("IpAddress", { ...entry, ipAccessControlListSid: addresses.id });
  const run = world.run();
  await run.delete("CredentialList", credentials);
  await run.delete("IpAccessControlList", addresses);
  expect(await world.contents.holds("CredentialList", credentials.id)).toBeDefined();
  expect(await world.contents.holds("IpAccessControlList", addresses.id)).toBeDefined();
  expect(said()).toMatch(/it has user office-pbx, which[^]*it has address 203\.0\.113\.8\/32, which/);
});

describe("a Twilio trunk", () => {
  const props = { friendlyName: "Shop", owner: owner("trunk"), deliversTo: ["acme.sip.livekit.cloud"] };

  it("stays while others call through it with a list of their own", async () => {
    const trunk = await team.create("ElasticTrunk", props);
    const list = await team.create("IpAccessControlList", { friendlyName: "Office PBX" });
    await team.create("TrunkIpAccessControlList", { trunkSid: trunk.id, ipAccessControlListSid: list.id });
    await world.run().delete("ElasticTrunk", trunk);
    expect(await world.contents.holds("ElasticTrunk", trunk.id)).toBeDefined();
    expect(said()).toContain(`IP access control list ${list.id} "Office PBX", which this stack does not have`);
  });

  it("is deleted if only an origination URL of others is left, which gets no calls without numbers", async () => {
    const trunk = await team.create("ElasticTrunk", props);
    const url = { trunkSid: trunk.id, friendlyName: "PBX", sipUrl: "sip:pbx.office.example" };
    await team.create("OriginationUrl", url);
    await world.run().delete("ElasticTrunk", trunk);
    expect(await world.contents.all("ElasticTrunk")).toEqual([]);
  });
});
