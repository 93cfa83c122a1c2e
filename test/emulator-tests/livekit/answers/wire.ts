import { describe, expect, it } from "vitest";
import type { AskedServer } from "./asked-server.js";

const badRoute = (msg: string, route: string) => ({
  status: 404,
  type: "application/json",
  body: JSON.stringify({ code: "bad_route", msg, meta: { twirp_invalid_route: route } }),
});
const malformed = {
  status: 400,
  type: "application/json",
  body: '{"code":"malformed","msg":"the json request could not be decoded"}',
};

/** The exact form of requests and answers. */
export function describeWire(server: () => AskedServer): void {
  describe("on the wire", () => {
    it("an inbound trunk has every field, with unset messages as null", async () => {
      const answer = await server().post("CreateSIPInboundTrunk", { trunk: { numbers: ["+1"] } });
      expect(answer).toMatchObject({ status: 200, type: "application/json" });
      expect(JSON.parse(answer.body)).toEqual({
        sip_trunk_id: expect.stringMatching(/^ST_\w{12}$/) as string,
        name: "",
        metadata: "",
        numbers: ["+1"],
        allowed_addresses: [],
        allowed_numbers: [],
        auth_username: "",
        auth_password: "",
        auth_realm: "",
        headers: {},
        headers_to_attributes: {},
        attributes_to_headers: {},
        include_headers: "SIP_NO_HEADERS",
        ringing_timeout: null,
        max_call_duration: null,
        krisp_enabled: false,
        media_encryption: "SIP_MEDIA_ENCRYPT_DISABLE",
        media: null,
        created_at: null,
        updated_at: null,
        ...(server().release === "1.13.11" && { ringing_timeout_status: "SIP_STATUS_UNKNOWN" }),
      });
    });

    it("unset optional scalars are omitted, and durations and enums are strings", async () => {
      const media = { codecs: [{ name: "PCMU" }], mediaTimeout: "30s" };
      const trunk = { numbers: ["+1"], ringing_timeout: "1.5s", include_headers: 1, media };
      const { body } = await server().post("CreateSIPInboundTrunk", { trunk });
      expect(JSON.parse(body)).toMatchObject({ ringing_timeout: "1.500s", include_headers: "SIP_X_HEADERS" });
      expect(JSON.parse(body).media).toEqual({
        only_listed_codecs: false,
        codecs: [{ name: "PCMU", rate: 0 }],
        media_timeout: "30s",
      });
    });

    it("a status for calls that ring out is stored, and silently dropped by earlier releases", async () => {
      const trunk = { numbers: ["+1"], ringing_timeout_status: 503 };
      const made = await server().post("CreateSIPInboundTrunk", { trunk });
      const kept = server().release === "1.13.5" ? undefined : "SIP_STATUS_SERVICE_UNAVAILABLE";
      expect(made.status).toBe(200);
      expect((JSON.parse(made.body) as Record<string, unknown>).ringing_timeout_status).toBe(kept);
      const [listed] = await server().listed("ListSIPInboundTrunk");
      expect(listed?.ringing_timeout_status).toBe(kept);
    });

    it("a dispatch rule has its complete room configuration", async () => {
      const { body } = await server().post("CreateSIPDispatchRule", {
        dispatch_rule: {
          rule: { dispatch_rule_direct: { room_name: "x" } },
          room_config: { agents: [{ agent_name: "a" }] },
        },
      });
      expect(JSON.parse(body)).toMatchObject({
        rule: { dispatch_rule_direct: { room_name: "x", pin: "" } },
        media: { only_listed_codecs: false, codecs: [] },
        room_config: {
          egress: null,
          agents: [{ agent_name: "a", metadata: "", restart_policy: "JRP_ON_FAILURE", deployment: "", attributes: {} }],
          tags: {},
        },
      });
    });

    it("both spellings of a field are accepted, and unknown fields are ignored", async () => {
      const trunk = { numbers: ["+1"], auth_username: "a", authPassword: "b", new_in_2030: { deep: [1] } };
      const { body } = await server().post("CreateSIPInboundTrunk", { trunk });
      expect(JSON.parse(body)).toMatchObject({ auth_username: "a", auth_password: "b" });
    });

    it("unknown enum values are ignored as names and stored as numbers", async () => {
      const trunk = { numbers: ["+1"], include_headers: "SIP_NEW_HEADERS", media_encryption: 9 };
      const { body } = await server().post("CreateSIPInboundTrunk", { trunk });
      expect(JSON.parse(body)).toMatchObject({ include_headers: "SIP_NO_HEADERS", media_encryption: 9 });
    });

    it.each([
      ["nothing", ""],
      ["a truncated object", "{"],
      ["null", "null"],
      ["a list", "[]"],
      ["a trailing comma", '{"trunk":{},}'],
      ["a number for a string", '{"trunk":{"name":1}}'],
      ["a string for a list", '{"trunk":{"numbers":"+1"}}'],
      ["null in a list", '{"trunk":{"numbers":[null]}}'],
      ["null in a map", '{"trunk":{"headers":{"X-A":null}}}'],
      ["a duplicate field", '{"trunk":{"name":"a","name":"b"}}'],
      ["a field in both spellings", '{"trunk":{"auth_realm":"a","authRealm":"b"}}'],
      ["a duplicate map key", '{"trunk":{"headers":{"X-A":"1","X-A":"2"}}}'],
      ["an unpaired surrogate", '{"trunk":{"name":"\\ud800"}}'],
      ["a duration without a unit", '{"trunk":{"ringing_timeout":"30"}}'],
      ["a number as a duration", '{"trunk":{"ringing_timeout":30}}'],
      ["a fraction as an integer", '{"trunk":{"media":{"codecs":[{"rate":1.5}]}}}'],
      ["a negative as an unsigned integer", '{"trunk":{"media":{"codecs":[{"rate":-1}]}}}'],
    ])("%s is malformed", async (_, body) => {
      expect(await server().post("CreateSIPInboundTrunk", body)).toEqual(malformed);
    });

    it.each([
      ["text after the object is ignored", '{"trunk":{"numbers":["+1"]}} and more'],
      [
        "integers may be strings or have exponents",
        '{"trunk":{"numbers":["+1"],"media":{"codecs":[{"name":"a","rate":"8e3"}]}}}',
      ],
      ["null is an unset field", '{"trunk":{"numbers":["+1"],"name":null,"media":null,"headers":null}}'],
      ["unusual durations are accepted", '{"trunk":{"numbers":["+1"],"ringing_timeout":"+.5s"}}'],
    ])("%s", async (_, body) => {
      expect(await server().post("CreateSIPInboundTrunk", body)).toMatchObject({ status: 200 });
    });

    it.each([
      ["text/plain", '"text/plain"'],
      ["application/json, x", '"application/json, x"'],
    ])("content type %s has no route", async (type, quoted) => {
      const route = "POST /twirp/livekit.SIP/ListSIPTrunk";
      expect(await server().post("ListSIPTrunk", {}, { "Content-Type": type })).toEqual(
        badRoute(`unexpected Content-Type: ${quoted}`, route),
      );
    });

    it("content types are compared without case and parameters", async () => {
      expect(await server().post("ListSIPTrunk", {}, { "Content-Type": "Application/JSON ; charset=x" })).toMatchObject(
        {
          status: 200,
        },
      );
    });

    it.each(["CreateSIPTrunk", "Nope", "a/b", "", "toString"])("method %s has no route", async (method) => {
      const path = `/twirp/livekit.SIP/${method}`;
      expect(await server().post(method, {})).toEqual(badRoute(`no handler for path "${path}"`, `POST ${path}`));
    });
  });
}
