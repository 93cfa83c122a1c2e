import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { passwordProp } from "../../provider/twilio/password.js";
import { openWorld } from "./open-world.js";
import type { World } from "./world.js";

let world: World;
let wanted: { credentialListSid: string; username: string };
beforeEach(async () => {
  world = await openWorld();
  const list = await world.run().create("CredentialList", { friendlyName: "Shop" });
  wanted = { credentialListSid: list.id, username: "livekit" };
});
afterEach(() => world.close());

const lets = (state: Record<string, unknown>) =>
  world.emulator.twilio.store.verifyPassword(String(state.authUsername), String(state.authPassword));
const usernames = () => world.emulator.twilio.store.credentials.all().map(({ username }) => username);

describe("a generated password", () => {
  it("satisfies Twilio's rule, works for its user, and differs every time", async () => {
    const { state } = await world.run().create("Credential", wanted);
    const other = await world.run().create("Credential", { ...wanted, username: "other" });
    expect(passwordProp.safeParse(state.authPassword).success).toBe(true);
    expect(lets(state)).toBe(true);
    expect(other.state.authPassword).not.toBe(state.authPassword);
  });

  it("survives refreshes and further runs", async () => {
    const made = await world.run().create("Credential", wanted);
    const seen = await world.run().read("Credential", made);
    expect(seen.state.authPassword).toBe(made.state.authPassword);
    expect(await world.run().diff("Credential", seen, made.inputs)).toMatchObject({ changes: false });
  });

  it("is replaced in place by one from the config, and does not return when that one is removed", async () => {
    const made = await world.run().create("Credential", wanted);
    const written = await world.run().update("Credential", made, { ...wanted, password: "Written-d0wn-by-ann" });
    expect([written.id, written.state.authPassword]).toEqual([made.id, "Written-d0wn-by-ann"]);
    expect([lets(written.state), lets(made.state)]).toEqual([true, false]);
    const unwritten = await world.run().update("Credential", written, wanted);
    expect(lets(unwritten.state)).toBe(true);
  });
});

it("rotates through a second credential under another username, and the first works until it is deleted", async () => {
  const run = world.run();
  const old = await run.create("Credential", wanted);
  const rotated = { ...wanted, rotation: "2" };
  expect(await run.diff("Credential", old, await run.check("Credential", rotated))).toEqual({
    changes: true,
    replaces: ["rotation"],
    deleteBeforeReplace: false,
  });
  const made = await run.create("Credential", rotated);
  expect(made.state.authPassword).not.toBe(old.state.authPassword);
  expect(usernames()).toEqual(["livekit", "livekit-2"]);
  expect([lets(old.state), lets(made.state)]).toEqual([true, true]);
  await world.run().delete("Credential", old);
  expect(usernames()).toEqual(["livekit-2"]);
});

it("is reset on the credential of an interrupted run, whose password is lost", async () => {
  const lost = await world.run().create("Credential", wanted);
  const run = world.run().holding([`twilio:CredentialList ${wanted.credentialListSid}`]);
  const found = await run.create("Credential", wanted);
  expect(found.id).toBe(lost.id);
  expect([lets(lost.state), lets(found.state)]).toEqual([false, true]);
});

it("is known although the response to the create was lost", async () => {
  world.fault("CreateSipCredential", { kind: "drop" });
  const { state } = await world.run().create("Credential", wanted);
  expect(lets(state)).toBe(true);
  expect(usernames()).toEqual(["livekit"]);
});
