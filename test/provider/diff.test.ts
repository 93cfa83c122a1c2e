import { describe, expect, it } from "vitest";
import { diff } from "../../provider/diff.js";
import { resources } from "../../provider/resources.js";
import { UNKNOWN } from "../../provider/values/markers.js";

const ACCOUNT = "AC00000000000000000000000000000001";
const { spec } = resources.OriginationUrl;
const olds = {
  trunkSid: "TK00000000000000000000000000000001",
  friendlyName: "LiveKit",
  sipUrl: "sip:shop.sip.livekit.cloud",
  ...{ priority: 10, weight: 10, enabled: true, adopt: "never" },
  account: ACCOUNT,
};
const against = (news: object) => diff(spec, olds, { ...olds, ...news }, undefined);
const CLEAN = { changes: false, replaces: [], deleteBeforeReplace: false };

describe("what is a change", () => {
  it.each([
    ["a field at its default, and left out", { weight: undefined }, CLEAN],
    ["a field that guides only what we do", { adopt: "by-name" }, CLEAN],
    ["a field with another value", { weight: 11 }, { ...CLEAN, changes: true }],
    [
      "an immutable field with another value",
      { trunkSid: "TK00000000000000000000000000000002" },
      { ...CLEAN, changes: true, replaces: ["trunkSid"] },
    ],
    ["a field that a preview does not know yet", { sipUrl: UNKNOWN }, { ...CLEAN, changes: true }],
    [
      "an immutable field that a preview does not know yet",
      { trunkSid: UNKNOWN },
      { ...CLEAN, changes: true, replaces: ["trunkSid"] },
    ],
    ["the text that the provider runs", { __provider: "another version's" }, CLEAN],
  ])("%s", (_what, news, expected) => {
    expect(against(news)).toEqual(expected);
  });

  it("an object whose keys are in another order is none", () => {
    const trunk = resources.InboundTrunk.spec;
    const one = { name: "R", numbers: ["+15105550100"], headers: { "X-A": "1", "X-B": "2" } };
    const other = { headers: { "X-B": "2", "X-A": "1" }, numbers: ["+15105550100"], name: "R" };
    expect(diff(trunk, one, other, undefined)).toEqual(CLEAN);
  });

  it("a number that was left out for Twilio to choose, and chosen, is none", () => {
    const bought = { phoneNumber: "+15105550200", search: { areaCode: "510" }, account: ACCOUNT };
    expect(diff(resources.PhoneNumber.spec, bought, { search: { areaCode: "510" } }, undefined)).toEqual(CLEAN);
  });

  it("every change of a kind without update is a replacement", () => {
    const attached = {
      trunkSid: "TK00000000000000000000000000000001",
      credentialListSid: "CL00000000000000000000000000000001",
    };
    const other = { ...attached, credentialListSid: "CL00000000000000000000000000000002" };
    expect(diff(resources.TrunkCredentialList.spec, attached, other, undefined).replaces).toEqual([
      "credentialListSid",
    ]);
  });
});

describe("the account", () => {
  it("that is another one replaces, new one first", () => {
    expect(diff(spec, olds, olds, "AC00000000000000000000000000000002")).toEqual({
      changes: true,
      replaces: ["account"],
      deleteBeforeReplace: false,
    });
  });
});
