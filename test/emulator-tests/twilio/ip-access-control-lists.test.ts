import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startTwilio } from "../../emulator/twilio/twilio.js";
import { clientOf, refusalOf } from "./client.js";

const twilio = await startTwilio();
const client = clientOf(twilio);
const { store } = twilio;
const lists = client.api.v2010.account.sip.ipAccessControlLists;

beforeEach(() => twilio.reset());
afterAll(() => twilio.close());

describe("an IP access control list", () => {
  it("has a name that is unique in the account", async () => {
    await lists.create({ friendlyName: "LiveKit" });
    const { sid } = await lists.create({ friendlyName: "Office" });
    expect(await refusalOf(lists.create({ friendlyName: "LiveKit" }))).toBe("400/21235");
    expect(await refusalOf(lists(sid).update({ friendlyName: "LiveKit" }))).toBe("400/21235");
    expect(store.ipAccessControlLists.get(sid)?.friendlyName).toBe("Office");
  });

  it("is refused beyond the thousandth", async () => {
    const { accountSid } = await lists.create({ friendlyName: "first" });
    for (let count = 1; count < 1000; count += 1)
      store.ipAccessControlLists.insert({ ...store.entity("AL", accountSid), friendlyName: `list ${count}` });
    expect(await refusalOf(lists.create({ friendlyName: "one more" }))).toBe("400/21255");
  });

  it("cannot be deleted while a trunk uses it; afterwards its addresses are deleted too", async () => {
    const trunk = await client.trunking.v1.trunks.create({});
    const { sid } = await lists.create({ friendlyName: "LiveKit" });
    await lists(sid).ipAddresses.create({ friendlyName: "media", ipAddress: "192.0.2.1" });
    const attached = client.trunking.v1.trunks(trunk.sid).ipAccessControlLists;
    await attached.create({ ipAccessControlListSid: sid });
    expect(await refusalOf(attached.create({ ipAccessControlListSid: sid }))).toBe("400/21245");
    expect(await refusalOf(lists(sid).remove())).toBe("400/21236");
    await attached(sid).remove();
    await lists(sid).remove();
    expect(store.ipAccessControlLists.size + store.ipAddresses.size).toBe(0);
  });
});

describe("an IP address", () => {
  it("has a full prefix by default", async () => {
    const { sid } = await lists.create({ friendlyName: "LiveKit" });
    const address = await lists(sid).ipAddresses.create({ friendlyName: "one", ipAddress: "192.0.2.1" });
    expect(store.ipAddresses.get(address.sid)).toMatchObject({ ipAddress: "192.0.2.1", cidrPrefixLength: 32 });
    await lists(sid).ipAddresses(address.sid).update({ cidrPrefixLength: 24 });
    expect(store.ipAddresses.get(address.sid)).toMatchObject({ friendlyName: "one", cidrPrefixLength: 24 });
  });

  it.each([
    [{ ipAddress: "2001:db8::1" }, "400/21235"],
    [{ ipAddress: "300.0.0.1" }, "400/21235"],
    [{ ipAddress: "192.0.2.1" }, "400/21235"],
    [{ friendlyName: "" }, "400/21235"],
    [{ cidrPrefixLength: 33 }, "400/20001"],
  ])("is refused with %j", async (wrong, refusal) => {
    const { sid } = await lists.create({ friendlyName: "LiveKit" });
    await lists(sid).ipAddresses.create({ friendlyName: "there already", ipAddress: "192.0.2.1" });
    const create = lists(sid).ipAddresses.create({ friendlyName: "new", ipAddress: "192.0.2.2", ...wrong });
    expect(await refusalOf(create)).toBe(refusal);
    expect(store.ipAddresses.size).toBe(1);
  });

  it("is refused beyond the hundredth of a list", async () => {
    const { sid } = await lists.create({ friendlyName: "LiveKit" });
    for (let count = 0; count < 100; count += 1)
      await lists(sid).ipAddresses.create({ friendlyName: "x", ipAddress: `192.0.2.${count}` });
    expect(await refusalOf(lists(sid).ipAddresses.create({ friendlyName: "x", ipAddress: "192.0.2.100" }))).toBe(
      "400/21237",
    );
  });
});
