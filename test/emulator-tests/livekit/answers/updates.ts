import { describe, expect, it } from "vitest";
import { type AskedServer, refusalIn } from "./asked-server.js";

/** What an update changes, clears and refuses. */
export function describeUpdates(server: () => AskedServer): void {
  const inbound = (trunk: object) => server().make("CreateSIPInboundTrunk", { trunk });
  const change = (sip_trunk_id: string, update: object) =>
    server().post("UpdateSIPInboundTrunk", { sip_trunk_id, update });
  const inboundTrunk = async () => (await server().listed("ListSIPInboundTrunk"))[0];
  const rules = () => server().listed("ListSIPDispatchRule");

  describe("an update", () => {
    it("of the whole object clears omitted fields, including the password", async () => {
      const sip_trunk_id = await inbound({ name: "t", numbers: ["+1"], auth_username: "u", auth_password: "p" });
      await server().post("UpdateSIPInboundTrunk", { sip_trunk_id, replace: { numbers: ["+2"] } });
      expect(await inboundTrunk()).toMatchObject({ name: "", numbers: ["+2"], auth_username: "", auth_password: "" });
    });

    it("of some fields keeps the others", async () => {
      const trunk = { name: "t", numbers: ["+1"], auth_username: "u", auth_password: "p", headers: { "X-A": "1" } };
      await change(await inbound(trunk), { name: "", auth_password: "q" });
      expect(await inboundTrunk()).toMatchObject({ ...trunk, name: "", auth_password: "q" });
    });

    it.each([
      [{ set: ["+9"] }, ["+9"]],
      [{ add: ["+3", "+1"] }, ["+1", "+2", "+1", "+3"]],
      [{ remove: ["+1"] }, ["+2", "+1"]],
      [{ add: ["+3"], remove: ["+2"] }, ["+1", "+1", "+3"]],
      [{ clear: true }, []],
    ])("of a list by %j leaves %j", async (numbers, left) => {
      await change(await inbound({ numbers: ["+1", "+2", "+1"], allowed_addresses: ["1.2.3.4"] }), { numbers });
      expect(await inboundTrunk()).toMatchObject({ numbers: left });
    });

    it("with an insecure result is refused with an error of the server's bus", async () => {
      const id = await inbound({ numbers: ["+1"] });
      expect(refusalIn(await change(id, { numbers: { clear: true } }))).toBe(
        `400 invalid_argument: ${server().busPrefix}for security, one of the fields must be set: ` +
          "AuthUsername+AuthPassword, AllowedAddresses or Numbers",
      );
      expect(await inboundTrunk()).toMatchObject({ numbers: ["+1"] });
    });

    it.each([
      [{ numbers: { clear: true } }, "500 unknown: no trunk numbers specified"],
      [{ address: "" }, "500 unknown: no outbound address specified"],
      [{ address: "sip:x" }, "500 unknown: trunk address should be a hostname or IP, not SIP URI"],
    ])("of an outbound trunk with an invalid result is an unknown error: %j", async (update, refusal) => {
      const trunk = { numbers: ["+1"], address: "a" };
      const sip_trunk_id = await server().make("CreateSIPOutboundTrunk", { trunk });
      expect(refusalIn(await server().post("UpdateSIPOutboundTrunk", { sip_trunk_id, update }))).toBe(refusal);
      expect(await server().listed("ListSIPOutboundTrunk")).toMatchObject([trunk]);
    });

    it("creates media, and mirrors its encryption", async () => {
      const id = await inbound({ numbers: ["+1"] });
      expect(await inboundTrunk()).toMatchObject({ media: null });
      await change(id, { name: "n" });
      expect(await inboundTrunk()).toMatchObject({ media: { codecs: [] } });
      const required = "SIP_MEDIA_ENCRYPT_REQUIRE";
      await change(id, { media: { encryption: required } });
      expect(await inboundTrunk()).toMatchObject({ media: { encryption: required }, media_encryption: required });
      await change(id, { media_encryption: "SIP_MEDIA_ENCRYPT_ALLOW" });
      expect(await inboundTrunk()).toMatchObject({ media: { encryption: required }, media_encryption: required });
    });

    it("of a rule's attributes is key by key, and an empty value removes one", async () => {
      const rule = { dispatch_rule_direct: { room_name: "r" } };
      const request = { rule, attributes: { a: "1", b: "2" } };
      const sip_dispatch_rule_id = await server().make("CreateSIPDispatchRule", request);
      const update = { attributes: { a: "", c: "3" }, trunk_ids: { add: ["ST_x"] } };
      await server().post("UpdateSIPDispatchRule", { sip_dispatch_rule_id, update });
      expect((await rules())[0]).toMatchObject({ trunk_ids: ["ST_x"] });
      expect((await rules())[0]?.attributes).toEqual({ b: "2", c: "3" });
    });
  });

  describe("a create", () => {
    it("of a rule stores media only in the new form, not in the deprecated one", async () => {
      const rule = (pin: string) => ({ rule: { dispatch_rule_direct: { room_name: "r", pin } } });
      const old = await server().make("CreateSIPDispatchRule", rule("1"));
      const request = { dispatch_rule: { ...rule("2"), media_encryption: 1 }, name: "ignored" };
      const made = await server().make("CreateSIPDispatchRule", request);
      const byId = new Map((await rules()).map((item) => [item.sip_dispatch_rule_id, item]));
      expect(byId.get(old)).toMatchObject({ name: "", media: null });
      expect(byId.get(made)).toMatchObject({ name: "", media: { encryption: "SIP_MEDIA_ENCRYPT_ALLOW" } });
    });

    it("stores values unchanged: no trimming, sorting or normalizing", async () => {
      const odd = { name: " t ", numbers: ["2", "(1)", "+1 0"], allowed_numbers: ["b", "a"] };
      await inbound(odd);
      expect(await inboundTrunk()).toMatchObject(odd);
    });
  });
}
