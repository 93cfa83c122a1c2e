import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initializeLogger, log } from "@livekit/agents";
import { RoomEvent } from "@livekit/rtc-node";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { answerCall } from "../../agent/call/call.js";
import { RoutingTable } from "../../agent/routing/routing.js";
import { contract, persona } from "./fakes/personas.js";
import { dialed, phone, table } from "./fakes/phone.js";

type Line = readonly [fields: Record<string, unknown>, message: string];

let lines: Line[];
beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));
beforeEach(() => {
  lines = [];
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(log(), level).mockImplementation((...line: unknown[]) => void lines.push(line as unknown as Line));
});
afterEach(() => vi.restoreAllMocks());

const messages = () => lines.map(([, message]) => message);

describe("nobody answers", () => {
  it("an unknown number: it is logged, the room is deleted, and no model is created", async () => {
    const { ctx, done } = phone({ attributes: dialed("+12065550200") });
    await answerCall(ctx, table(), {});
    expect(messages()).toEqual([
      "SIP participant detected — trunk phone number: +12065550200",
      "No agent found for phone +12065550200",
    ]);
    expect(done).toEqual(["connect", "delete call-_1", "shutdown no-agent"]);
  });

  it.each([
    ["the job's", { job: '{"agentId":"nobody"}' }],
    ["the room's", { room: '{"agentId":"nobody"}' }],
    ["broken", { job: '{"agentId":' }],
  ])("an unknown agent in %s metadata: the room is not entered", async (_, where) => {
    const { ctx, done } = phone({ attributes: dialed("+15105550100"), ...where });
    await answerCall(ctx, table({ defaultAgent: "night" }), {});
    expect(messages()).toEqual(["No agent found for phone (no number)"]);
    expect(done).toEqual(["delete call-_1", "shutdown no-agent"]);
  });

  it("a worker without a table", async () => {
    const { ctx, done } = phone({ attributes: dialed("+15105550100") });
    await answerCall(ctx, new RoutingTable({ file: "/nowhere/outputs.json" }), {});
    expect(lines).toMatchObject([
      [{ error: { message: expect.stringContaining("/nowhere/outputs.json does not exist") } }, "The call failed"],
    ]);
    expect(done).toEqual(["delete call-_1", "shutdown failure"]);
  });

  it("a persona whose plugin is missing", async () => {
    const agents = {
      ...contract().agents,
      reception: persona({ greeting: "Hi.", tts: { plugin: "elevenlabs", options: {} } }),
    };
    const { ctx, done } = phone({ attributes: dialed("+15105550100") });
    await answerCall(ctx, table({ agents }), {});
    expect(lines.find(([, message]) => message === "The call failed")).toMatchObject([
      { error: { message: expect.stringContaining("@livekit/agents-plugin-elevenlabs") } },
      "The call failed",
    ]);
    expect(done.at(-1)).toBe("shutdown failure");
  });

  it("an outbound call that is not answered: no session is started", async () => {
    const attributes = { "sip.phoneNumber": "+15559990042", "sip.callStatus": "ringing" };
    const { ctx, done, events } = phone({ job: '{"agentId":"night"}', attributes });
    const answering = answerCall(ctx, table(), {});
    await vi.waitFor(() => expect(messages()).toContain("Resolved SIP call to agent: night"));
    events.emit(RoomEvent.ParticipantDisconnected, { identity: "sip_1" });
    await answering;
    expect(messages()).not.toContain("Starting session with system_prompt...");
    expect(done).toEqual(["connect", "delete call-_1", "shutdown caller-hung-up"]);
  });
});

describe("a number is resolved", () => {
  it("with the documented log line and its fields", async () => {
    const { ctx } = phone({ attributes: dialed("+15105550100") });
    await answerCall(ctx, table(), {});
    expect(lines.slice(0, 3)).toMatchObject([
      [
        { direction: "inbound", phoneNumber: "+15559990042", trunkPhoneNumber: "+15105550100", callId: "SCL_1" },
        "SIP participant detected — trunk phone number: +15105550100",
      ],
      [{ agentId: "reception", because: "the number +15105550100" }, "Resolved SIP call to agent: reception"],
      [{ agentId: "reception" }, "Starting session with system_prompt..."],
    ]);
  });

  it("with the caller's number hidden when the worker redacts", async () => {
    const { ctx, finish } = phone({ attributes: dialed("+12065550200") });
    await answerCall(ctx, table(), { ARKENOS_REDACT_CALLERS: "true" });
    await finish();
    expect(lines[0]).toMatchObject([
      { phoneNumber: "…42" },
      "SIP participant detected — trunk phone number: +12065550200",
    ]);
    expect(JSON.stringify(lines)).not.toContain("5559990042");
  });

  it("with the last good table, and a log line that says so", async () => {
    const folder = mkdtempSync(join(tmpdir(), "arkenos-call-"));
    const file = join(folder, "outputs.json");
    writeFileSync(file, JSON.stringify(contract()));
    const broken = new RoutingTable({ file });
    broken.read();
    writeFileSync(file, "{");
    const { ctx } = phone({ attributes: dialed("+15105550100") });
    await answerCall(ctx, broken, {});
    rmSync(folder, { recursive: true });
    expect(messages().slice(0, 3)).toEqual([
      "The routing table is invalid; the last valid one is used",
      "SIP participant detected — trunk phone number: +15105550100",
      "Resolved SIP call to agent: reception",
    ]);
  });
});

describe("a developer's choice of agent", () => {
  it.each<[string, Record<string, string>, string]>([
    ["counts in dev", { LIVEKIT_DEV_MODE: "1", ARKENOS_AGENT_ID: "night" }, "Resolved SIP call to agent: night"],
    ["does not count in production", { ARKENOS_AGENT_ID: "night" }, "No agent found for phone +12065550200"],
  ])("%s", async (_, env, line) => {
    const { ctx } = phone({ attributes: dialed("+12065550200") });
    await answerCall(ctx, table(), env);
    expect(messages()).toContain(line);
  });
});

describe("the end of a call", () => {
  it("comes once, when the caller leaves, and later requests wait for it", async () => {
    const { ctx, done, events, finish } = phone({ attributes: dialed("+12065550200") });
    vi.spyOn(ctx, "deleteRoom");
    const answering = answerCall(ctx, table(), {});
    await answering;
    events.emit(RoomEvent.ParticipantDisconnected, { identity: "sip_1" });
    await finish();
    expect(done.filter((what) => what.startsWith("delete"))).toHaveLength(1);
    expect(messages().at(-1)).toBe("Call ended");
  });

  it("deletes the room even when the job ends on its own", async () => {
    const { ctx, done, finish } = phone({ attributes: dialed("+15105550100") });
    vi.spyOn(ctx, "connect").mockImplementation(() => new Promise(() => {}));
    void answerCall(ctx, table(), {});
    await finish();
    expect(done).toEqual(["delete call-_1", "shutdown worker-stopped"]);
  });
});
