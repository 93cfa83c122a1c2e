import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openWorld } from "./open-world.js";
import { expectRefused, owner } from "./refused.js";
import type { Made, Run } from "./run.js";
import type { World } from "./world.js";

let world: World;
let team: Run;
beforeEach(async () => {
  world = await openWorld();
  team = world.run();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});

describe("a list that authorizes callers", () => {
  const list = { friendlyName: "Office", owner: owner("credentials"), usernames: ["livekit"] };
  let pbx: Made;
  beforeEach(async () => {
    pbx = await team.create("ElasticTrunk", { friendlyName: "PBX", domainName: "pbx.pstn.twilio.com" });
  });

  it.each(["never", "by-name"])("keeps its owner while another trunk uses it, with adopt: %s", async (adopt) => {
    const theirs = await team.create("CredentialList", { friendlyName: "Office" });
    await team.create("TrunkCredentialList", { trunkSid: pbx.id, credentialListSid: theirs.id });
    await expectRefused(world, () => world.run().create("CredentialList", { ...list, adopt }), theirs.id);
    const addresses = await team.create("IpAccessControlList", { friendlyName: "Office" });
    await team.create("TrunkIpAccessControlList", { trunkSid: pbx.id, ipAccessControlListSid: addresses.id });
    await expectRefused(
      world,
      () => world.run().create("IpAccessControlList", { friendlyName: "Office", adopt }),
      addresses.id,
    );
  });

  it("keeps its owner while it has an entry that the stack does not", async () => {
    const theirs = await team.create("CredentialList", { friendlyName: "Office" });
    await team.create("Credential", { credentialListSid: theirs.id, username: "desk" });
    await expectRefused(
      world,
      () => world.run().create("CredentialList", { ...list, adopt: theirs.id }),
      `${theirs.id} cannot be adopted: user desk depends on it`,
      `or remove ${theirs.id} from adopt`,
    );
    const isNoRemedy = expect.not.stringContaining("arkenos:adopt.credentialList");
    await expect(world.run().create("CredentialList", list)).rejects.toMatchObject({ message: isNoRemedy });
    await expectRefused(world, () => world.run().create("CredentialList", list), "user desk depends on it");
  });

  it("is recovered from a lost state if only our trunk uses it and every user is ours, under any name", async () => {
    const lost = await team.create("CredentialList", { ...list, friendlyName: "Before the rename" });
    await team.create("Credential", { credentialListSid: lost.id, username: "livekit", rotation: "2" });
    await team.create("TrunkCredentialList", { trunkSid: pbx.id, credentialListSid: lost.id });
    expect((await world.run().create("CredentialList", { ...list, trunkSid: pbx.id })).id).toBe(lost.id);
    expect(await world.contents.all("CredentialList")).toMatchObject([{ friendlyName: "Office" }]);
  });

  it("is left to its own resource if it is an empty list of another name on our trunk", async () => {
    const desk = await team.create("CredentialList", { friendlyName: "Desk" });
    await team.create("TrunkCredentialList", { trunkSid: pbx.id, credentialListSid: desk.id });
    const made = await team.create("CredentialList", { ...list, trunkSid: pbx.id });
    expect(made.id).not.toBe(desk.id);
    const addresses = await team.create("IpAccessControlList", { friendlyName: "Desk" });
    await team.create("TrunkIpAccessControlList", { trunkSid: pbx.id, ipAccessControlListSid: addresses.id });
    const office = { friendlyName: "Office", trunkSid: pbx.id, addresses: ["203.0.113.8"] };
    expect((await team.create("IpAccessControlList", office)).id).not.toBe(addresses.id);
  });

  it("keeps the password of a user in use, unless the list is ours", async () => {
    const theirs = await team.create("CredentialList", { friendlyName: "Office" });
    const user = { credentialListSid: theirs.id, username: "desk" };
    const { id } = await team.create("Credential", user);
    await expectRefused(world, () => world.run().create("Credential", user), `${id} already exists`, "change username");
    const run = world.run().holding([`twilio:CredentialList ${theirs.id}`]);
    expect((await run.create("Credential", user)).id).toBe(id);
  });

  it("is not deleted while another trunk uses it", async () => {
    const logged = vi.spyOn(console, "log").mockReturnValue();
    const made = await team.create("CredentialList", list);
    await team.create("TrunkCredentialList", { trunkSid: pbx.id, credentialListSid: made.id });
    await world.run().delete("CredentialList", made);
    expect(await world.contents.holds("CredentialList", made.id)).toBeDefined();
    expect(logged).toHaveBeenCalledWith(expect.stringContaining(`is not deleted: trunk ${pbx.id} "PBX" uses it`));
  });
});
