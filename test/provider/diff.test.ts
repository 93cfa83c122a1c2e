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

describe("a diff", () => {
  it.each([
    ["a field at its default, and left out", { weight: undefined }, CLEAN],
    ["a field that is only for the provider, not for the cloud", { adopt: "by-name" }, CLEAN],
    ["a field with another value", { weight: 11 }, { ...CLEAN, changes: true }],
    [
      "an immutable field with another value",
      { trunkSid: "TK00000000000000000000000000000002" },
      { ...CLEAN, changes: true, replaces: ["trunkSid"] },
    ],
    ["a field that is unknown in a preview", { sipUrl: UNKNOWN }, { ...CLEAN, changes: true }],
    [
      "an immutable field that is unknown in a preview",
      { trunkSid: UNKNOWN },
      { ...CLEAN, changes: true, replaces: ["trunkSid"] },
    ],
    ["the provider's stored text", { __provider: "another version's" }, CLEAN],
  ])("%s", (_what, news, expected) => {
    expect(against(news)).toEqual(expected);
  });

  it("ignores the order of an object's keys", () => {
    const trunk = resources.InboundTrunk.spec;
    const one = { name: "R", numbers: ["+15105550100"], headers: { "X-A": "1", "X-B": "2" } };
    const other = { headers: { "X-B": "2", "X-A": "1" }, numbers: ["+15105550100"], name: "R" };
    expect(diff(trunk, one, other, undefined)).toEqual(CLEAN);
  });

  it("ignores a number that Twilio chose because the program set none", () => {
    const bought = { phoneNumber: "+15105550200", search: { areaCode: "510" }, account: ACCOUNT };
    expect(diff(resources.PhoneNumber.spec, bought, { search: { areaCode: "510" } }, undefined)).toEqual(CLEAN);
  });

  it("replaces on every change when the kind has no update", () => {
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
  it("is replaced by another one: the new object is created first", () => {
    expect(diff(spec, olds, olds, "AC00000000000000000000000000000002")).toEqual({
      changes: true,
      replaces: ["account"],
      deleteBeforeReplace: false,
    });
  });
});
