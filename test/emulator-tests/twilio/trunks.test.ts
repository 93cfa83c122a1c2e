import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startTwilio } from "../../emulator/twilio/twilio.js";
import { clientOf, refusalOf } from "./client.js";

const twilio = await startTwilio({ owned: ["+15105550100"], domainsTaken: ["taken.pstn.twilio.com"] });
const client = clientOf(twilio);
const { store } = twilio;
const { trunks } = client.trunking.v1;

beforeEach(() => twilio.reset());
afterAll(() => twilio.close());

describe("a trunk", () => {
  it("needs no domain, and then has none", async () => {
    const trunk = await trunks.create({ friendlyName: "Arkenos Inbound" });
    expect(trunk.domainName).toBeNull();
    expect(store.trunks.get(trunk.sid)).toMatchObject({
      friendlyName: "Arkenos Inbound",
      transferMode: "disable-all",
      recording: { mode: "do-not-record", trim: "do-not-trim" },
    });
  });

  it("changes only the given fields, and clears empty ones", async () => {
    const { sid } = await trunks.create({ friendlyName: "one", domainName: "one.pstn.twilio.com", secure: true });
    await trunks(sid).update({ friendlyName: "" });
    expect(store.trunks.get(sid)).toMatchObject({
      friendlyName: null,
      domainName: "one.pstn.twilio.com",
      secure: true,
    });
  });

  it("may have the name of another", async () => {
    await trunks.create({ friendlyName: "twin" });
    await trunks.create({ friendlyName: "twin" });
    expect(store.trunks.size).toBe(2);
  });

  it("is refused beyond the hundredth", async () => {
    for (let count = 0; count < 100; count += 1) await trunks.create({});
    expect(await refusalOf(trunks.create({}))).toBe("400/21244");
    expect(store.trunks.size).toBe(100);
  });

  it("is refused with a value that Twilio does not have", async () => {
    expect(await refusalOf(trunks.create({ transferMode: "enable-some" as "enable-all" }))).toBe("400/20001");
    expect(await refusalOf(trunks.create({ friendlyName: "x".repeat(65) }))).toBe("400/20002");
    expect(await refusalOf(trunks.create({ disasterRecoveryUrl: "ftp://recovery" }))).toBe("400/20001");
  });

  it("records according to its recording resource, which the trunk itself cannot set", async () => {
    const { sid } = await trunks.create({});
    await trunks(sid).recordings().update({ mode: "record-from-answer-dual" });
    expect(store.trunks.get(sid)?.recording).toEqual({ mode: "record-from-answer-dual", trim: "do-not-trim" });
  });

  it("shows its authentication by its lists", async () => {
    const { sid } = await trunks.create({});
    const credentials = await client.api.v2010.account.sip.credentialLists.create({ friendlyName: "LiveKit" });
    const addresses = await client.api.v2010.account.sip.ipAccessControlLists.create({ friendlyName: "LiveKit" });
    expect((await trunks(sid).fetch()).authTypeSet).toEqual([]);
    await trunks(sid).credentialsLists.create({ credentialListSid: credentials.sid });
    expect((await trunks(sid).fetch()).authType).toBe("CREDENTIAL_LIST");
    await trunks(sid).ipAccessControlLists.create({ ipAccessControlListSid: addresses.sid });
    expect((await trunks(sid).fetch()).authType).toBe("IP_ACL,CREDENTIAL_LIST");
  });

  it("is deleted with its URLs and attachments, and its numbers are kept", async () => {
    const { sid } = await trunks.create({});
    const [number] = store.numbers.all();
    const list = await client.api.v2010.account.sip.credentialLists.create({ friendlyName: "LiveKit" });
    await trunks(sid).credentialsLists.create({ credentialListSid: list.sid });
    await trunks(sid).originationUrls.create({
      friendlyName: "LiveKit",
      sipUrl: "sip:a.sip.livekit.cloud",
      weight: 1,
      priority: 1,
      enabled: true,
    });
    await trunks(sid).phoneNumbers.create({ phoneNumberSid: number?.sid ?? "" });
    await trunks(sid).remove();
    expect(store.trunks.size + store.originationUrls.size + store.trunkCredentialLists.size).toBe(0);
    expect(store.credentialLists.size).toBe(1);
    expect(store.numbers.all()).toMatchObject([{ phoneNumber: "+15105550100", trunkSid: null }]);
  });

  it("is kept while one of its numbers has emergency calling", async () => {
    const { sid } = await trunks.create({});
    const [number] = store.numbers.all();
    store.numbers.patch(number?.sid ?? "", { trunkSid: sid, emergencyStatus: "Active" });
    expect(await refusalOf(trunks(sid).remove())).toBe("400/21634");
    expect(store.trunks.size).toBe(1);
  });

  it("that does not exist is named without the version", async () => {
    await expect(trunks("TK71").fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
      message: "The requested resource /Trunks/TK71 was not found",
    });
  });
});
