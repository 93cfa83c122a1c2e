import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { AGENT_THERE, dialing, OUTBOUND } from "./fakes/dialing.js";
import { contract, persona } from "./fakes/personas.js";

const { livekit, call } = dialing();

function sip(status: number, code: string, sipStatus?: number, reason = "Reason") {
  return {
    status,
    body: {
      code,
      msg: `twirp error: ${reason}`,
      ...(sipStatus && { meta: { sip_status_code: String(sipStatus), sip_status: reason } }),
    },
  };
}

describe("a call that is answered", () => {
  it("has a room with the agent in it before the phone rings", async () => {
    livekit.answers = {
      ListParticipants: AGENT_THERE,
      CreateSIPParticipant: { body: { sipCallId: "SCL_1", participantIdentity: "sip_+15105550177" } },
    };
    const result = await call();
    expect(result).toEqual({
      outcome: "answered",
      room: expect.stringMatching(/^call-out-[0-9a-f-]{36}$/),
      participantIdentity: "sip_+15105550177",
      callId: "SCL_1",
    });
    const [room, agent, participant] = livekit.calls;
    const name = "room" in result ? result.room : "";
    expect(livekit.methods).toEqual(["CreateRoom", "ListParticipants", "CreateSIPParticipant"]);
    expect(agent?.body).toEqual({ room: name });
    expect(room?.body).toMatchObject({
      name,
      metadata: '{"agentId":"reception"}',
      agents: [{ agentName: "arkenos-agent", metadata: '{"agentId":"reception"}' }],
    });
    expect(participant?.body).toMatchObject({
      ...{
        sipTrunkId: "ST_OUT",
        sipCallTo: "+15105550177",
        sipNumber: "+15105550100",
        roomName: name,
        participantIdentity: "sip_+15105550177",
      },
      ...{ waitUntilAnswered: true, ringingTimeout: "30s", participantAttributes: { "arkenos.agentId": "reception" } },
    });
  });

  it("is dispatched to the worker that the persona names", async () => {
    const { port } = livekit.server.address() as AddressInfo;
    const agents = { reception: persona({ agentName: "front-desk" }) };
    await call({ contract: contract({ agents, livekitUrl: `ws://127.0.0.1:${port}`, outbound: OUTBOUND }) });
    expect(livekit.calls[0]?.body).toMatchObject({ agents: [{ agentName: "front-desk" }] });
  });

  it("may come from another of the stack's numbers, and is dialed in E.164 in any spelling", async () => {
    await call({ to: "tel:+1 (510) 555-0177", from: "+44 20 7946 0100", ringingTimeoutSeconds: 5 });
    expect(livekit.calls[2]?.body).toMatchObject({
      sipCallTo: "+15105550177",
      sipNumber: "+442079460100",
      ringingTimeout: "5s",
    });
  });

  it("has a separate room, even beside a simultaneous call", async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => call()));
    expect(new Set(results.map((result) => "room" in result && result.room)).size).toBe(20);
  });
});

describe("a call that is not answered", () => {
  it.each<[string, ReturnType<typeof sip>, object]>([
    ["486", sip(429, "resource_exhausted", 486), { outcome: "busy", says: "The line is busy", sipStatus: 486 }],
    ["600", sip(429, "resource_exhausted", 600), { outcome: "busy" }],
    ["480", sip(429, "resource_exhausted", 480), { outcome: "no-answer", says: "The phone cannot be reached" }],
    ["408", sip(408, "deadline_exceeded", 408), { outcome: "no-answer", says: "Nobody answered" }],
    ["487", sip(409, "aborted", 487), { outcome: "no-answer" }],
    [
      "no SIP status, but a timeout",
      sip(408, "deadline_exceeded"),
      { outcome: "no-answer", code: "deadline_exceeded" },
    ],
    ["603", sip(403, "permission_denied", 603), { outcome: "rejected", says: "The call was declined" }],
    ["608", sip(400, "invalid_argument", 608), { outcome: "rejected" }],
    [
      "403",
      sip(403, "permission_denied", 403),
      { outcome: "not-allowed", says: "The carrier does not allow the call" },
    ],
    ["401", sip(403, "permission_denied", 401), { outcome: "not-allowed" }],
    [
      "407",
      sip(401, "unauthenticated", 407),
      { outcome: "not-allowed", remedy: expect.stringContaining("credentials") },
    ],
    [
      "404",
      sip(404, "not_found", 404),
      { outcome: "failed", says: "The number does not exist", remedy: "Check the number" },
    ],
    [
      "a deleted trunk",
      sip(404, "not_found"),
      {
        outcome: "failed",
        says: "LiveKit does not know the outbound trunk",
        remedy: expect.stringContaining("pulumi up"),
      },
    ],
    [
      "LiveKit's own refusal",
      sip(401, "unauthenticated"),
      { outcome: "not-allowed", says: "LiveKit does not accept the credentials" },
    ],
    [
      "503",
      sip(412, "failed_precondition", 503, "Service Unavailable"),
      { outcome: "failed", says: expect.stringContaining("503 Service Unavailable"), sipStatus: 503 },
    ],
    [
      "a broken server",
      { status: 500, body: { code: "internal", msg: "boom" } },
      { outcome: "failed", says: expect.stringContaining("boom") },
    ],
  ])("%s has its own name and remedy, is not repeated, and leaves no room", async (_, answer, expected) => {
    livekit.answers = { ListParticipants: AGENT_THERE, CreateSIPParticipant: answer };
    const result = await call();
    expect(result).toMatchObject({ remedy: expect.stringMatching(/\w/), ...expected });
    expect(livekit.methods.filter((method) => method !== "ListParticipants")).toEqual([
      "CreateRoom",
      "CreateSIPParticipant",
      "DeleteRoom",
    ]);
    expect(livekit.calls.at(-1)?.body).toEqual({ room: livekit.calls[0]?.body["name"] });
  });

  it("reports a room that cannot be deleted, besides the result", async () => {
    livekit.answers = {
      ListParticipants: AGENT_THERE,
      CreateSIPParticipant: sip(429, "resource_exhausted", 486),
      DeleteRoom: { status: 500, body: { code: "internal", msg: "boom" } },
    };
    expect(await call()).toMatchObject({
      outcome: "busy",
      remedy: expect.stringMatching(/^Try again later\. The room call-out-\S+ could not be deleted/),
    });
  });

  it("ignores a room that is gone already", async () => {
    livekit.answers = {
      ListParticipants: AGENT_THERE,
      CreateSIPParticipant: sip(429, "resource_exhausted", 486),
      DeleteRoom: { status: 404, body: { code: "not_found", msg: "gone" } },
    };
    expect(await call()).toMatchObject({ outcome: "busy", remedy: "Try again later" });
  });

  it("reports when the room is gone with the agent, as after an agent's crash", async () => {
    livekit.answers = {
      ListParticipants: [AGENT_THERE, { body: {} }],
      CreateSIPParticipant: { status: 500, body: { code: "internal", msg: "room is closed" } },
    };
    expect(await call()).toMatchObject({ outcome: "no-agent", says: "The agent left while the phone rang" });
    expect(livekit.methods.at(-1)).toBe("DeleteRoom");
  });

  it("never rings when no room could be created", async () => {
    livekit.answers = { CreateRoom: { status: 401, body: { code: "unauthenticated", msg: "invalid token" } } };
    expect(await call()).toMatchObject({ outcome: "not-allowed" });
    expect(livekit.methods).toEqual(["CreateRoom", "DeleteRoom"]);
  });

  it("is distinguished from an unreachable LiveKit", async () => {
    expect(
      await call({ credentials: { apiKey: "devkey", apiSecret: "s3cret".repeat(8), url: "ws://127.0.0.1:1" } }),
    ).toMatchObject({ outcome: "failed", says: "LiveKit cannot be reached" });
  });
});
