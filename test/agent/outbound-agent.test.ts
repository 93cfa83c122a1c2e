import { describe, expect, it } from "vitest";
import { AGENT_THERE, dialing } from "./fakes/dialing.js";
import type { Answer } from "./fakes/livekit.js";

const { livekit, call } = dialing();

describe("a call that no agent joins", () => {
  it.each<[string, Answer | Answer[]]>([
    ["an empty room", { body: {} }],
    [
      "a participant that is not an agent",
      { body: { participants: [{ identity: "EG_1", kind: "EGRESS", state: "ACTIVE" }] } },
    ],
    [
      "an agent that has left",
      { body: { participants: [{ identity: "agent-1", kind: "AGENT", state: "DISCONNECTED" }] } },
    ],
    ["a deleted room", { status: 404, body: { code: "not_found", msg: "gone" } }],
  ])("does not ring, and leaves no room: %s", async (_, answer) => {
    livekit.answers = { ListParticipants: answer };
    const startedAt = performance.now();
    expect(await call({ agentTimeoutSeconds: 1 })).toEqual({
      outcome: "no-agent",
      says: "The agent did not join within 1 s, so the phone did not ring",
      remedy: "Start a worker that registers as arkenos-agent, or see the log of the running worker",
    });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1_000);
    expect(livekit.methods).not.toContain("CreateSIPParticipant");
    expect(livekit.calls.at(-1)).toEqual({ method: "DeleteRoom", body: { room: livekit.calls[0]?.body["name"] } });
  });

  it("rings as soon as the agent joins, even when LiveKit was unreachable for a moment", async () => {
    const away = { status: 503, body: { code: "unavailable", msg: "away" } };
    livekit.answers = {
      ListParticipants: [{ body: {} }, away, AGENT_THERE],
      CreateSIPParticipant: { body: { sipCallId: "SCL_1" } },
    };
    expect(await call()).toMatchObject({ outcome: "answered" });
    expect(livekit.methods.slice(1)).toEqual([...Array(3).fill("ListParticipants"), "CreateSIPParticipant"]);
  });

  it("does not wait when LiveKit refuses the lookup", async () => {
    livekit.answers = { ListParticipants: { status: 403, body: { code: "permission_denied", msg: "no" } } };
    expect(await call({ agentTimeoutSeconds: 60 })).toMatchObject({ outcome: "not-allowed" });
    expect(livekit.methods).toEqual(["CreateRoom", "ListParticipants", "DeleteRoom"]);
  });

  it("stops ringing when its agent leaves", async () => {
    livekit.answers = {
      ListParticipants: [AGENT_THERE, AGENT_THERE, { body: {} }],
      CreateSIPParticipant: { body: { sipCallId: "SCL_1" }, afterMs: 30_000 },
    };
    expect(await call()).toMatchObject({ outcome: "no-agent", says: "The agent left while the phone rang" });
    expect(livekit.methods.at(-1)).toBe("DeleteRoom");
  });
});

describe("the agent's instructions", () => {
  it("are in its job's metadata, and not in the room's, which every participant reads", async () => {
    await call({ vars: { name: "Ada", order_id: 17, vip: true }, metadata: { campaign: ["spring"] } });
    const [room] = livekit.calls;
    const agents = room?.body["agents"] as { metadata: string }[];
    expect(JSON.parse(agents[0]?.metadata ?? "")).toEqual({
      agentId: "reception",
      vars: { name: "Ada", order_id: 17, vip: true },
      metadata: { campaign: ["spring"] },
    });
    expect(room?.body["metadata"]).toBe('{"agentId":"reception"}');
  });
});
