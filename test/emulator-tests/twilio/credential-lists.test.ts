import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startTwilio } from "../../emulator/twilio/twilio.js";
import { clientOf, refusalOf } from "./client.js";

const twilio = await startTwilio();
const client = clientOf(twilio);
const { store } = twilio;
const lists = client.api.v2010.account.sip.credentialLists;
const CREDENTIAL = { username: "livekit", password: "IWasAtSignal2018" };

beforeEach(() => twilio.reset());
afterAll(() => twilio.close());

describe("a credential list", () => {
  it("has a name that is unique in the account", async () => {
    const { sid } = await lists.create({ friendlyName: "Arkenos LiveKit" });
    expect(await refusalOf(lists.create({ friendlyName: "Arkenos LiveKit" }))).toBe("400/21240");
    await lists(sid).update({ friendlyName: "Arkenos LiveKit" });
    expect(store.credentialLists.all()).toMatchObject([{ sid, friendlyName: "Arkenos LiveKit" }]);
  });

  it("is refused beyond the hundredth", async () => {
    for (let count = 0; count < 100; count += 1) await lists.create({ friendlyName: `list ${count}` });
    expect(await refusalOf(lists.create({ friendlyName: "one more" }))).toBe("400/21239");
  });

  it("cannot be deleted while a trunk uses it; afterwards its credentials are deleted too", async () => {
    const trunk = await client.trunking.v1.trunks.create({});
    const { sid } = await lists.create({ friendlyName: "Arkenos LiveKit" });
    await lists(sid).credentials.create(CREDENTIAL);
    const attached = client.trunking.v1.trunks(trunk.sid).credentialsLists;
    await attached.create({ credentialListSid: sid });
    expect(await refusalOf(attached.create({ credentialListSid: sid }))).toBe("400/21245");
    expect(await refusalOf(lists(sid).remove())).toBe("400/21241");
    await attached(sid).remove();
    expect(await refusalOf(attached(sid).remove())).toBe("404/20404");
    await lists(sid).remove();
    expect(store.credentialLists.size + store.credentials.size + store.trunkCredentialLists.size).toBe(0);
  });

  it("that does not exist cannot be attached", async () => {
    const trunk = await client.trunking.v1.trunks.create({});
    const attach = client.trunking.v1
      .trunks(trunk.sid)
      .credentialsLists.create({ credentialListSid: `CL${"0".repeat(32)}` });
    expect(await refusalOf(attach)).toBe("404/20404");
  });
});

describe("a credential", () => {
  it("accepts its password, which no answer repeats and the store does not keep", async () => {
    const { sid } = await lists.create({ friendlyName: "Arkenos LiveKit" });
    const credential = await lists(sid).credentials.create(CREDENTIAL);
    expect(store.verifyPassword("livekit", CREDENTIAL.password)).toBe(true);
    await lists(sid).credentials(credential.sid).update({ password: "IWasAtSignal2026" });
    expect(store.verifyPassword("livekit", CREDENTIAL.password)).toBe(false);
    expect(store.verifyPassword("livekit", "IWasAtSignal2026")).toBe(true);
    const kept = JSON.stringify([store.credentials.all(), twilio.calls.map(({ answer }) => answer)]);
    expect(kept).not.toContain("IWasAtSignal");
  });

  it.each([
    [{ password: "Short1" }, "400/21240"],
    [{ password: "alllowercase1" }, "400/21240"],
    [{ password: "ALLUPPERCASE1" }, "400/21240"],
    [{ password: "NoDigitInHere" }, "400/21240"],
    [{ username: "u".repeat(33) }, "400/21240"],
    [{ username: "" }, "400/21240"],
    [{ username: "taken" }, "400/21243"],
  ])("is refused with %j", async (wrong, refusal) => {
    const { sid } = await lists.create({ friendlyName: "Arkenos LiveKit" });
    await lists(sid).credentials.create({ ...CREDENTIAL, username: "taken" });
    expect(await refusalOf(lists(sid).credentials.create({ ...CREDENTIAL, ...wrong }))).toBe(refusal);
    expect(store.credentials.size).toBe(1);
  });

  it("may have the username of another list's", async () => {
    for (const friendlyName of ["one", "two"])
      await lists((await lists.create({ friendlyName })).sid).credentials.create(CREDENTIAL);
    expect(store.credentials.size).toBe(2);
  });

  it("is refused beyond the thousandth of a list", async () => {
    const { sid, accountSid } = await lists.create({ friendlyName: "crowd" });
    for (let count = 0; count < 1000; count += 1) {
      const username = `user${count}`;
      store.credentials.insert({
        ...store.entity("CR", accountSid),
        credentialListSid: sid,
        username,
        passwordDigest: "",
      });
    }
    expect(await refusalOf(lists(sid).credentials.create(CREDENTIAL))).toBe("400/21242");
  });
});
