import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_ACCOUNT } from "../../emulator/twilio/seed.js";
import { ACCOUNT_SID, AUTH_TOKEN, MAIN_API_KEY, STANDARD_API_KEY, startTwilio } from "../../emulator/twilio/twilio.js";
import { clientOf, refusalOf } from "./client.js";

const account = (last: string, fields: object = {}) => ({
  sid: `AC${last.padStart(32, "0")}`,
  authToken: `token of ${last}`,
  ...fields,
});
const CHILD = account("c", { ownerAccountSid: ACCOUNT_SID });
const STRANGER = account("d");
const SUSPENDED = account("e", { status: "suspended" });
const TRIAL = account("f", { type: "Trial" });
const TEST = account("a", { test: true });
const twilio = await startTwilio({
  accounts: [DEFAULT_ACCOUNT, CHILD, STRANGER, SUSPENDED, TRIAL, TEST],
  owned: ["+15105550100"],
});
const as = (username: string, password: string, accountSid = ACCOUNT_SID) =>
  clientOf(twilio, { username, password, accountSid });
const owner = ({ sid, authToken }: { sid: string; authToken: string }) => as(sid, authToken, sid);
const me = clientOf(twilio);

beforeEach(() => twilio.reset());
afterAll(() => twilio.close());

describe("credentials", () => {
  it("with the token or either kind of key access the account", async () => {
    for (const key of [STANDARD_API_KEY, MAIN_API_KEY]) {
      const client = as(key.sid, key.secret);
      await client.trunking.v1.trunks.create({ friendlyName: key.sid });
      expect(await client.incomingPhoneNumbers.list()).toHaveLength(1);
    }
    expect(twilio.store.trunks.all().map(({ accountSid }) => accountSid)).toEqual([ACCOUNT_SID, ACCOUNT_SID]);
  });

  it("access /Accounts unless they are a Standard key", async () => {
    expect((await me.api.v2010.accounts(ACCOUNT_SID).fetch()).authToken).toBe(AUTH_TOKEN);
    expect((await as(MAIN_API_KEY.sid, MAIN_API_KEY.secret).api.v2010.accounts(ACCOUNT_SID).fetch()).type).toBe("Full");
    expect(
      await refusalOf(as(STANDARD_API_KEY.sid, STANDARD_API_KEY.secret).api.v2010.accounts(ACCOUNT_SID).fetch()),
    ).toBe("401/20003");
  });

  it.each([
    ["a wrong token", ACCOUNT_SID, "wrong"],
    ["an unknown account", `AC${"9".repeat(32)}`, AUTH_TOKEN],
    ["a wrong secret", STANDARD_API_KEY.sid, "wrong"],
    ["an unknown key", `SK${"9".repeat(32)}`, STANDARD_API_KEY.secret],
  ])("are refused with %s", async (_, username, password) => {
    expect(await refusalOf(as(username, password).trunking.v1.trunks.list())).toBe("401/20003");
  });

  it("that are missing are refused with details", async () => {
    const answer = await fetch(`${twilio.url}/v1/Trunks`);
    expect([answer.status, await answer.json()]).toEqual([
      401,
      {
        code: 20003,
        detail: "Your AccountSid or AuthToken was incorrect.",
        message: "Authentication Error - No credentials provided",
        more_info: "https://www.twilio.com/docs/errors/20003",
        status: 401,
      },
    ]);
  });

  it("access the account's subaccounts, and no other account", async () => {
    await me.api.v2010.accounts(CHILD.sid).incomingPhoneNumbers.create({ phoneNumber: "+15105550200" });
    expect(twilio.store.numbers.all((number) => number.accountSid === CHILD.sid)).toHaveLength(1);
    expect(await refusalOf(me.api.v2010.accounts(STRANGER.sid).incomingPhoneNumbers.list())).toBe("401/20003");
    expect(await refusalOf(owner(CHILD).api.v2010.accounts(ACCOUNT_SID).incomingPhoneNumbers.list())).toBe("401/20003");
  });

  it("return nothing of another account", async () => {
    const { sid } = await me.trunking.v1.trunks.create({});
    expect(await owner(STRANGER).trunking.v1.trunks.list()).toEqual([]);
    expect(await refusalOf(owner(STRANGER).trunking.v1.trunks(sid).fetch())).toBe("404/20404");
  });
});

describe("an account", () => {
  it("that is suspended refuses its own token", async () => {
    expect(await refusalOf(owner(SUSPENDED).trunking.v1.trunks.list())).toBe("401/20003");
  });

  it("on trial has no trunks and one number", async () => {
    const client = owner(TRIAL);
    expect(await refusalOf(client.trunking.v1.trunks.create({}))).toBe("403/10002");
    await client.incomingPhoneNumbers.create({ phoneNumber: "+15105550200" });
    expect(await refusalOf(client.incomingPhoneNumbers.create({ phoneNumber: "+15105550201" }))).toBe("400/21404");
  });

  it("with test credentials simulates purchases and refuses everything else", async () => {
    const client = owner(TEST);
    expect((await client.incomingPhoneNumbers.create({ phoneNumber: "+15005550006" })).phoneNumber).toBe(
      "+15005550006",
    );
    expect((await client.incomingPhoneNumbers.create({ areaCode: "500" })).phoneNumber).toBe("+15005550006");
    expect(await refusalOf(client.incomingPhoneNumbers.create({ phoneNumber: "+15005550000" }))).toBe("400/21422");
    expect(await refusalOf(client.incomingPhoneNumbers.create({ phoneNumber: "+15005550001" }))).toBe("400/21421");
    expect(await refusalOf(client.incomingPhoneNumbers.create({ areaCode: "533" }))).toBe("400/21452");
    expect(await refusalOf(client.trunking.v1.trunks.list())).toBe("403/20008");
    expect(twilio.store.numbers.size).toBe(1);
  });
});

describe("an operation that is not imitated", () => {
  it("answers 501 with its name", async () => {
    await expect(
      me.calls.create({ to: "+15105550101", from: "+15105550100", url: "https://a.example" }),
    ).rejects.toMatchObject({
      status: 501,
      message: "CreateCall is not imitated by this emulator",
    });
    await expect(me.voice.v1.dialingPermissions.countries("US").highriskSpecialPrefixes.list()).rejects.toMatchObject({
      status: 501,
      message: "ListDialingPermissionsHrsPrefixes is not imitated by this emulator",
    });
    expect(await refusalOf(me.messages.list())).toBe("501/20501");
    expect(await refusalOf(me.voice.v1.ipRecords.list())).toBe("501/20501");
  });

  it("is distinguished from one that Twilio does not have", async () => {
    const headers = { Authorization: `Basic ${btoa(`${ACCOUNT_SID}:${AUTH_TOKEN}`)}` };
    const codeOf = async (method: string, path: string) =>
      ((await (await fetch(twilio.url + path, { method, headers })).json()) as { code: number }).code;
    expect(await codeOf("GET", "/v1/Trucks")).toBe(20404);
    expect(await codeOf("GET", `/2010-04-01/Accounts/${ACCOUNT_SID}/Nothing.json`)).toBe(20404);
    expect(await codeOf("PUT", "/v1/Trunks")).toBe(20004);
  });
});
