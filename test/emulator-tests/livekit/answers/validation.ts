import { describe, expect, it } from "vitest";
import { type AskedServer, refusalIn } from "./asked-server.js";

const inbound = { numbers: ["+1"] };
const outbound = { numbers: ["+1"], address: "sip.example.com" };
const direct = { rule: { dispatch_rule_direct: { room_name: "r" } } };

const media: [fields: object, says: string][] = [
  [{ media: { codecs: [{}] } }, "missing codec name"],
  [{ media: { codecs: [{ name: "a b" }] } }, "invalid codec name"],
  [{ media: { codecs: [{ name: "opus/48000" }] } }, "codec name must not contain '/'"],
  [{ media: { media_timeout: "-1s" } }, "media_timeout must not be negative"],
  [{ media: { media_timeout: "-0.5s" } }, "media_timeout must not be negative"],
  [{ media: { media_timeout: "600.000000001s" } }, "media_timeout must not exceed 10m0s"],
];

const name = "invalid header name: header name";
const headers: [fields: object, says: string][] = [
  [{ headers: { "": "v" } }, `${name} cannot be empty`],
  [{ headers: { ["x".repeat(256)]: "v" } }, `${name} too long (max 255 characters)`],
  [{ headers: { "X A": "v" } }, `${name} X A contains invalid characters: char 32 not allowed`],
  [
    { headers: { "X-ä": "v" } },
    `${name} X-ä contains invalid characters: char 228 out of range, consider explicilty adding utf8 characters`,
  ],
  [{ headers: { Contact: "v" } }, `${name} Contact not supported`],
  [{ headers: { l: "v" } }, `${name} l not supported`],
  [
    { headers: { "X-A": "v".repeat(1025) } },
    "invalid header value for X-A: header X-A: value too long (max 1024 characters)",
  ],
  [{ headers: { "X-A": "a\nb" } }, "invalid header value for X-A: header X-A: value: char 10 not allowed"],
  [{ headers_to_attributes: { "": "a" } }, `${name} cannot be empty`],
  [{ attributes_to_headers: { a: "X A" } }, `${name} X A contains invalid characters: char 32 not allowed`],
];

/** What a server refuses, and its messages. */
export function describeValidation(server: () => AskedServer): void {
  describe("an inbound trunk is refused", () => {
    it.each<[object | undefined, string]>([
      [undefined, "missing trunk"],
      [{ ...inbound, sip_trunk_id: "ST_x" }, "trunk id must not be set"],
      [{}, "for security, one of the fields must be set: AuthUsername+AuthPassword, AllowedAddresses or Numbers"],
      ...[...media, ...headers].map(([fields, says]) => [{ ...inbound, ...fields }, says] satisfies [object, string]),
    ])("%j: %s", async (trunk, says) => {
      expect(refusalIn(await server().post("CreateSIPInboundTrunk", { trunk }))).toBe(`400 invalid_argument: ${says}`);
      expect(await server().listed("ListSIPInboundTrunk")).toEqual([]);
    });
  });

  describe("an inbound trunk is accepted, though it looks odd", () => {
    it.each([
      { auth_username: "alone" },
      { allowed_addresses: ["not an address"] },
      { numbers: ["", "nonsense"] },
      { ...inbound, headers: { to: "v", Via: "v", "X-A": "ä\t" } },
      { ...inbound, headers_to_attributes: { From: "" } },
      { ...inbound, media: { media_timeout: "600s" } },
    ])("%j", async (trunk) => {
      expect(await server().post("CreateSIPInboundTrunk", { trunk })).toMatchObject({ status: 200 });
    });
  });

  describe("an outbound trunk is refused", () => {
    it.each<[object | undefined, string]>([
      [undefined, "missing trunk"],
      [{ ...outbound, sip_trunk_id: "ST_x" }, "trunk id must not be set"],
      [{ address: "a" }, "no trunk numbers specified"],
      [{ numbers: ["+1"] }, "no outbound address specified"],
      [{ ...outbound, address: "a;transport=tcp" }, "trunk address should not contain transport parameter"],
      [{ ...outbound, address: "sip:a" }, "trunk address should be a hostname or IP, not SIP URI"],
      [{ ...outbound, address: "u@a" }, "trunk address should be a hostname or IP, not SIP URI"],
      [{ ...outbound, from_host: "a;transport=tcp" }, "from_host should not contain transport parameter"],
      [{ ...outbound, from_host: "sips:a" }, "from_host should be a hostname or IP, not SIP URI"],
      ...[...media, ...headers].map(([fields, says]) => [{ ...outbound, ...fields }, says] satisfies [object, string]),
    ])("%j: %s", async (trunk, says) => {
      expect(refusalIn(await server().post("CreateSIPOutboundTrunk", { trunk }))).toBe(`400 invalid_argument: ${says}`);
      expect(await server().listed("ListSIPOutboundTrunk")).toEqual([]);
    });
  });

  describe("a dispatch rule is refused", () => {
    it.each<[object, string]>([
      [{}, "missing rule"],
      [{ dispatch_rule: {} }, "missing rule"],
      [{ dispatch_rule: { ...direct, sip_dispatch_rule_id: "SDR_x" } }, "rule id must not be set"],
      ...media.map(([fields, says]) => [{ dispatch_rule: { ...direct, ...fields } }, says] satisfies [object, string]),
    ])("%j: %s", async (request, says) => {
      expect(refusalIn(await server().post("CreateSIPDispatchRule", request))).toBe(`400 invalid_argument: ${says}`);
      expect(await server().listed("ListSIPDispatchRule")).toEqual([]);
    });

    it("without a kind, with an error of the server's bus", async () => {
      const answer = await server().post("CreateSIPDispatchRule", { dispatch_rule: { rule: {} } });
      expect(refusalIn(answer)).toBe(`400 invalid_argument: ${server().busPrefix}unsupported SIP Dispatch Rule: <nil>`);
      expect(await server().listed("ListSIPDispatchRule")).toEqual([]);
    });
  });

  describe("an update is refused before the object is looked up", () => {
    it.each([
      ["UpdateSIPInboundTrunk", {}, "trunk id must be set"],
      ["UpdateSIPOutboundTrunk", {}, "trunk id must be set"],
      ["UpdateSIPDispatchRule", {}, "rule id must be set"],
      ["UpdateSIPInboundTrunk", { sip_trunk_id: "x" }, "missing or unsupported update action"],
      ["UpdateSIPOutboundTrunk", { sip_trunk_id: "x" }, "missing or unsupported update action"],
      ["UpdateSIPDispatchRule", { sip_dispatch_rule_id: "x" }, "missing or unsupported update action"],
      [
        "UpdateSIPInboundTrunk",
        { sip_trunk_id: "x", replace: { ...inbound, sip_trunk_id: "y" } },
        "trunk id in the info must be empty or match the id in the update",
      ],
      [
        "UpdateSIPOutboundTrunk",
        { sip_trunk_id: "x", replace: { ...outbound, sip_trunk_id: "y" } },
        "trunk id in the info must be empty or match the id in the update",
      ],
      [
        "UpdateSIPDispatchRule",
        { sip_dispatch_rule_id: "x", replace: { ...direct, sip_dispatch_rule_id: "y" } },
        "rule id in the info must be empty or match the id in the update",
      ],
      ["UpdateSIPOutboundTrunk", { sip_trunk_id: "x", replace: { address: "a" } }, "no trunk numbers specified"],
      ["UpdateSIPDispatchRule", { sip_dispatch_rule_id: "x", replace: {} }, "missing rule"],
      ["UpdateSIPInboundTrunk", { sip_trunk_id: "x", update: { numbers: {} } }, "unsupported list update operation"],
      [
        "UpdateSIPInboundTrunk",
        { sip_trunk_id: "x", update: { allowed_numbers: { clear: true, add: ["a"] } } },
        "cannot clear and change the list at the same time",
      ],
      [
        "UpdateSIPOutboundTrunk",
        { sip_trunk_id: "x", update: { numbers: { set: ["a"], remove: ["b"] } } },
        "cannot set and change the list at the same time",
      ],
      [
        "UpdateSIPDispatchRule",
        { sip_dispatch_rule_id: "x", update: { trunk_ids: { set: [""] } } },
        "empty element in the list",
      ],
      [
        "UpdateSIPDispatchRule",
        { sip_dispatch_rule_id: "x", update: { media: { codecs: [{}] } } },
        "missing codec name",
      ],
    ])("%s %j: %s", async (method, request, says) => {
      expect(refusalIn(await server().post(method, request))).toBe(`400 invalid_argument: ${says}`);
    });
  });

  describe("a missing object is not found", () => {
    it.each([
      ["UpdateSIPInboundTrunk", { sip_trunk_id: "x", update: {} }, "404 not_found: requested sip trunk does not exist"],
      [
        "UpdateSIPOutboundTrunk",
        { sip_trunk_id: "x", update: {} },
        "404 not_found: requested sip trunk does not exist",
      ],
      [
        "UpdateSIPDispatchRule",
        { sip_dispatch_rule_id: "x", update: {} },
        "404 not_found: requested sip dispatch rule does not exist",
      ],
      ["GetSIPInboundTrunk", { sip_trunk_id: "x" }, "404 not_found: requested sip trunk does not exist"],
      ["GetSIPOutboundTrunk", { sip_trunk_id: "x" }, "404 not_found: requested sip trunk does not exist"],
      ["GetSIPInboundTrunk", {}, "400 invalid_argument: trunk ID is required"],
      ["GetSIPOutboundTrunk", {}, "400 invalid_argument: trunk ID is required"],
      ["DeleteSIPTrunk", {}, "400 invalid_argument: trunk ID is required"],
      ["DeleteSIPDispatchRule", {}, "400 invalid_argument: dispatch rule ID is required"],
    ])("%s %j: %s", async (method, request, says) => {
      expect(refusalIn(await server().post(method, request))).toBe(says);
    });

    it("a trunk of the other direction does not count", async () => {
      const sip_trunk_id = await server().make("CreateSIPOutboundTrunk", { trunk: outbound });
      expect(await server().post("GetSIPInboundTrunk", { sip_trunk_id })).toMatchObject({ status: 404 });
    });
  });
}
