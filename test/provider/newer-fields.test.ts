import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Run } from "./run.js";

type Json = Record<string, unknown>;

/** The objects of a LiveKit server of a later release, as raw JSON. */
let objects: Map<string, Json>;
let server: Server;
let run: () => Run;

beforeEach(async () => {
  objects = new Map();
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const answer = answered(request.url?.split("/").at(-1) ?? "", JSON.parse(body) as Json);
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const livekitUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  run = () => new Run({ livekitUrl, livekitApiKey: "key", livekitApiSecret: "secret" });
});
afterEach(() => {
  vi.restoreAllMocks();
  server.close();
});

/** Replaces objects on request and keeps every field it receives. */
function answered(method: string, body: Json): Json {
  if (method.startsWith("List")) return { items: [...objects.values()] };
  const id = String(body.sipTrunkId ?? body.sipDispatchRuleId);
  const key = method.includes("Rule") ? "sip_dispatch_rule_id" : "sip_trunk_id";
  objects.set(id, { ...(body.replace as Json), [key]: id });
  return objects.get(id) ?? {};
}

const trunk = { name: "Desk", numbers: ["+15105550100"] };
const state = { ...trunk, trunkId: "ST_1" };

it("an update keeps a trunk's fields that this package does not know, at any depth", async () => {
  objects.set("ST_1", {
    sip_trunk_id: "ST_1",
    ...trunk,
    answer_delay: 3,
    media: { encryption: "SIP_MEDIA_ENCRYPT_DISABLE", srtp_suites: ["AES_256"] },
  });
  const made = { id: "ST_1", inputs: {}, state };
  await run().update("InboundTrunk", made, { ...trunk, name: "Front desk" });
  expect(objects.get("ST_1")).toMatchObject({
    name: "Front desk",
    answer_delay: 3,
    media: { srtp_suites: ["AES_256"] },
  });
});

it("an update keeps such fields of a dispatch rule and its agents", async () => {
  const agents = [{ agent_name: "arkenos-agent", warm_start: true }];
  objects.set("SDR_1", {
    sip_dispatch_rule_id: "SDR_1",
    ...{ name: "Rule", trunk_ids: ["ST_1"], recording_consent: { prompt: "beep" } },
    rule: { dispatch_rule_individual: { room_prefix: "call", pin: "", greeting_tone: "soft" } },
    room_config: { agents },
  });
  const rule = { name: "Rule", trunkIds: ["ST_1"], rule: { type: "individual", roomPrefix: "call" } } as const;
  const wanted = { ...rule, trunkIds: ["ST_1"], roomConfig: { agents: [{ agentName: "arkenos-agent" }] } };
  await run().update("DispatchRule", { id: "SDR_1", inputs: {}, state: {} }, { ...wanted, hidePhoneNumber: true });
  expect(objects.get("SDR_1")).toMatchObject({
    hidePhoneNumber: true,
    recording_consent: { prompt: "beep" },
    rule: { dispatchRuleIndividual: { greeting_tone: "soft" } },
    roomConfig: { agents: [{ agentName: "arkenos-agent", warm_start: true }] },
  });
});

it("an update keeps a newer value of a field, and a refresh names the field", async () => {
  const logged = vi.spyOn(console, "log").mockReturnValue();
  objects.set("ST_1", { sip_trunk_id: "ST_1", ...trunk, media: { encryption: "SIP_MEDIA_ENCRYPT_LATER" } });
  const made = { id: "ST_1", inputs: {}, state };
  await run().read("InboundTrunk", made);
  expect(logged).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("does not know (media.encryption)"));
  await run().update("InboundTrunk", made, { ...trunk, name: "Front desk" });
  expect(objects.get("ST_1")).toMatchObject({ name: "Front desk", media: { encryption: "SIP_MEDIA_ENCRYPT_LATER" } });
  await run().update("InboundTrunk", made, { ...trunk, media: { encryption: "require" } });
  expect(objects.get("ST_1")).toMatchObject({ media: { encryption: "SIP_MEDIA_ENCRYPT_REQUIRE" } });
});

it("an update keeps a newer kind of rule, beside which a second kind would be refused", async () => {
  const rule = { dispatch_rule_queue: { name: "waiting" } };
  objects.set("SDR_1", { sip_dispatch_rule_id: "SDR_1", name: "Rule", trunk_ids: ["ST_1"], rule });
  const wanted = { name: "Rule", trunkIds: ["ST_1"], rule: { type: "individual", roomPrefix: "call" } } as const;
  const update = { ...wanted, trunkIds: ["ST_1"], hidePhoneNumber: true };
  await run().update("DispatchRule", { id: "SDR_1", inputs: {}, state: {} }, update);
  expect(objects.get("SDR_1")).toMatchObject({ hidePhoneNumber: true });
  expect(objects.get("SDR_1")?.rule).toEqual(rule);
});

it("a refresh names such fields, and ignores a newer server's defaults", async () => {
  const logged = vi.spyOn(console, "log").mockReturnValue();
  const made = { id: "ST_1", inputs: {}, state };
  objects.set("ST_1", { sip_trunk_id: "ST_1", ...trunk, later: "", later_list: [], later_kind: "SIP_LATER_UNKNOWN" });
  await run().read("InboundTrunk", made);
  expect(logged).not.toHaveBeenCalled();
  objects.set("ST_1", { sip_trunk_id: "ST_1", ...trunk, answer_delay: 3, media: { srtp_suites: ["A"] } });
  await run().read("InboundTrunk", made);
  expect(logged).toHaveBeenCalledExactlyOnceWith(
    expect.stringContaining(
      "ST_1 has settings that this version of @arkenos/provider does not know (answer_delay, media.srtp_suites)",
    ),
  );
});
