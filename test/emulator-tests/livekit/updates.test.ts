import { expect, it } from "vitest";
import { refusalIn, startProject } from "./project.js";

const { post, store } = await startProject();
const id = "ST_222222222223";
const inbound = async (trunk: object) =>
  expect(await post("CreateSIPInboundTrunk", { trunk })).toMatchObject({ status: 200 });
const change = (update: object) => post("UpdateSIPInboundTrunk", { sip_trunk_id: id, update });

it("replace clears what it does not carry, the password included", async () => {
  await inbound({ name: "t", numbers: ["+1"], auth_username: "u", auth_password: "p", krisp_enabled: true });
  await post("UpdateSIPInboundTrunk", { sip_trunk_id: id, replace: { numbers: ["+2"] } });
  expect(store.inboundTrunks.all()).toMatchObject([
    { sipTrunkId: id, name: "", numbers: ["+2"], authUsername: "", authPassword: "", krispEnabled: false },
  ]);
});

it("update changes the named fields only", async () => {
  await inbound({ name: "t", numbers: ["+1"], auth_username: "u", auth_password: "p", headers: { "X-A": "1" } });
  await change({ name: "", auth_password: "q" });
  expect(store.inboundTrunks.all()).toMatchObject([
    { name: "", numbers: ["+1"], authUsername: "u", authPassword: "q", headers: { "X-A": "1" } },
  ]);
});

it.each([
  [{ set: ["+9"] }, ["+9"]],
  [{ add: ["+3", "+1"] }, ["+1", "+2", "+1", "+3"]],
  [{ remove: ["+1"] }, ["+2", "+1"]],
  [{ add: ["+3"], remove: ["+2"] }, ["+1", "+1", "+3"]],
  [{ clear: true }, []],
])("a list update %j leaves %j", async (numbers, left) => {
  await inbound({ numbers: ["+1", "+2", "+1"], allowed_addresses: ["1.2.3.4"] });
  await change({ numbers });
  expect(store.inboundTrunks.get(id)?.numbers).toEqual(left);
});

it("an update whose result is not secure is refused with the prefix of the server's bus", async () => {
  await inbound({ numbers: ["+1"] });
  expect(refusalIn(await change({ numbers: { clear: true } }))).toBe(
    "400 invalid_argument: twirp error unknown: for security, one of the fields must be set: " +
      "AuthUsername+AuthPassword, AllowedAddresses or Numbers",
  );
  expect(store.inboundTrunks.get(id)?.numbers).toEqual(["+1"]);
});

it.each([
  [{ numbers: { clear: true } }, "500 unknown: no trunk numbers specified"],
  [{ address: "" }, "500 unknown: no outbound address specified"],
  [{ address: "sip:x" }, "500 unknown: trunk address should be a hostname or IP, not SIP URI"],
])("an outbound update whose result is not valid is an unknown error: %j", async (update, refusal) => {
  await post("CreateSIPOutboundTrunk", { trunk: { numbers: ["+1"], address: "a" } });
  expect(refusalIn(await post("UpdateSIPOutboundTrunk", { sip_trunk_id: id, update }))).toBe(refusal);
  expect(store.outboundTrunks.get(id)).toMatchObject({ numbers: ["+1"], address: "a" });
});

it("an update makes media exist, and mirrors its encryption", async () => {
  await inbound({ numbers: ["+1"] });
  expect(store.inboundTrunks.get(id)?.media).toBeUndefined();
  await change({ name: "n" });
  expect(store.inboundTrunks.get(id)?.media).toMatchObject({ codecs: [] });
  await change({ media: { encryption: "SIP_MEDIA_ENCRYPT_REQUIRE" } });
  expect(store.inboundTrunks.get(id)).toMatchObject({ media: { encryption: 2 }, mediaEncryption: 2 });
  await change({ media_encryption: "SIP_MEDIA_ENCRYPT_ALLOW" });
  expect(store.inboundTrunks.get(id)).toMatchObject({ media: { encryption: 2 }, mediaEncryption: 2 });
});

it("a rule has media at once in the new form of creation, and not in the old", async () => {
  const rule = (pin: string) => ({ rule: { dispatch_rule_direct: { room_name: "r", pin } } });
  await post("CreateSIPDispatchRule", rule("1"));
  await post("CreateSIPDispatchRule", { dispatch_rule: { ...rule("2"), media_encryption: 1 }, name: "ignored" });
  expect(store.dispatchRules.all().map(({ name, media }) => [name, media?.encryption])).toEqual([
    ["", undefined],
    ["", 1],
  ]);
  expect(store.dispatchRules.all()[0]?.media).toBeUndefined();
});

it("a rule's attributes change key by key, and an empty value removes one", async () => {
  const rule = { dispatch_rule_direct: { room_name: "r" } };
  await post("CreateSIPDispatchRule", { rule, attributes: { a: "1", b: "2" } });
  const update = { attributes: { a: "", c: "3" }, trunk_ids: { add: ["ST_x"] } };
  await post("UpdateSIPDispatchRule", { sip_dispatch_rule_id: "SDR_222222222223", update });
  expect(store.dispatchRules.all()).toMatchObject([{ attributes: { b: "2", c: "3" }, trunkIds: ["ST_x"] }]);
  expect(store.dispatchRules.all()[0]?.attributes).not.toHaveProperty("a");
});

it("what is sent is what is stored: no trimming, sorting or normalising", async () => {
  const odd = { name: " t ", numbers: ["2", "(1)", "+1 0"], allowed_numbers: ["b", "a"] };
  await inbound(odd);
  expect(store.inboundTrunks.all()).toMatchObject([
    { name: " t ", numbers: ["2", "(1)", "+1 0"], allowedNumbers: ["b", "a"] },
  ]);
});
