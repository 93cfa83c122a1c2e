import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { ACCOUNT_SID, AUTH_TOKEN, startTwilio } from "../../emulator/twilio/twilio.js";
import { clientOf, refusalOf } from "./client.js";

const OTHER = { sid: "AC0000000000000000000000000000000f", authToken: "other" };
const CHILD = { sid: "AC0000000000000000000000000000000c", authToken: "child", ownerAccountSid: ACCOUNT_SID };
const accounts = [{ sid: ACCOUNT_SID, authToken: AUTH_TOKEN }, OTHER, CHILD];
const twilio = await startTwilio({ accounts, domainsTaken: ["Taken.pstn.twilio.com"] });
const { trunks } = clientOf(twilio).trunking.v1;
const as = ({ sid, authToken }: typeof OTHER) =>
  clientOf(twilio, { username: sid, password: authToken, accountSid: sid }).trunking.v1.trunks;

beforeEach(() => twilio.reset());
afterAll(() => twilio.close());

describe("a termination domain", () => {
  it("belongs to one trunk worldwide", async () => {
    await trunks.create({ domainName: "arkenos.pstn.twilio.com" });
    expect(await refusalOf(trunks.create({ domainName: "ARKENOS.pstn.twilio.com" }))).toBe("400/21245");
    expect(await refusalOf(as(OTHER).create({ domainName: "arkenos.pstn.twilio.com" }))).toBe("400/21248");
    expect(await refusalOf(trunks.create({ domainName: "taken.pstn.twilio.com" }))).toBe("400/21248");
    expect(twilio.store.trunks.size).toBe(1);
  });

  it("stays blocked for thirty days after its trunk was deleted", async () => {
    const { sid } = await trunks.create({ domainName: "arkenos.pstn.twilio.com" });
    await trunks(sid).remove();
    expect(await refusalOf(trunks.create({ domainName: "arkenos.pstn.twilio.com" }))).toBe("400/21248");
    twilio.store.clock.advance(29);
    expect(await refusalOf(trunks.create({ domainName: "arkenos.pstn.twilio.com" }))).toBe("400/21248");
    twilio.store.clock.advance(1);
    await trunks.create({ domainName: "arkenos.pstn.twilio.com" });
  });

  it("stays blocked after its trunk was renamed too", async () => {
    const { sid } = await trunks.create({ domainName: "one.pstn.twilio.com" });
    await trunks(sid).update({ domainName: "two.pstn.twilio.com" });
    expect(twilio.store.trunks.get(sid)?.domainName).toBe("two.pstn.twilio.com");
    expect(await refusalOf(trunks.create({ domainName: "one.pstn.twilio.com" }))).toBe("400/21248");
  });

  it("may be sent again with an update that does not change it", async () => {
    const { sid } = await trunks.create({ domainName: "one.pstn.twilio.com" });
    await trunks(sid).update({ domainName: "one.pstn.twilio.com", friendlyName: "same" });
    expect(twilio.store.trunks.get(sid)).toMatchObject({ domainName: "one.pstn.twilio.com", friendlyName: "same" });
  });

  it.each(["arkenos.example.com", ".pstn.twilio.com", "ark_enos.pstn.twilio.com", `${OTHER.sid}.pstn.twilio.com`])(
    "cannot be %s",
    async (domainName) => {
      expect(await refusalOf(trunks.create({ domainName }))).toBe("400/21245");
    },
  );

  it("can be a subdomain of another only if that one is the account's or its parent's", async () => {
    expect(await refusalOf(trunks.create({ domainName: "eu.arkenos.pstn.twilio.com" }))).toBe("400/21247");
    const { sid } = await trunks.create({ domainName: "arkenos.pstn.twilio.com" });
    await trunks.create({ domainName: "eu.arkenos.pstn.twilio.com" });
    await as(CHILD).create({ domainName: "child.arkenos.pstn.twilio.com" });
    expect(await refusalOf(as(OTHER).create({ domainName: "us.arkenos.pstn.twilio.com" }))).toBe("400/21247");
    expect(await refusalOf(trunks(sid).remove())).toBe("400/21247");
    expect(await refusalOf(trunks(sid).update({ domainName: "other.pstn.twilio.com" }))).toBe("400/21247");
  });
});
