import { EventEmitter } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initializeLogger, llm, log, voice } from "@livekit/agents";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { answerCall } from "../../agent/call/call.js";
import type { CallRecord } from "../../agent/call/call-record.js";
import { CallRecorder } from "../../agent/call/call-recorder.js";
import { type EndedFile, type OpenFile, RECORDS, readRecord, recordPath } from "../../agent/call/record-file.js";
import type { Persona } from "../../agent/contract/persona.js";
import { persona } from "./fakes/personas.js";
import { dialed, phone, table } from "./fakes/phone.js";

const NOW = new Date("2026-11-28T20:00:00Z");
const { ConversationItemAdded, FunctionToolsExecuted } = voice.AgentSessionEventTypes;

let folder: string;
let lines: [fields: Record<string, unknown>, message: string][];
beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  folder = mkdtempSync(join(tmpdir(), "arkenos-records-"));
  lines = [];
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(log(), level).mockImplementation((...line: unknown[]) => void lines.push(line as never));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const open = () => readRecord<OpenFile>(recordPath(folder, "AJ_1", "open"));
const ended = () => readRecord<EndedFile>(recordPath(folder, "AJ_1", "ended"));
const tick = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

/** An inbound call answered by a persona, with a session that the test controls. */
function conversation(changes: Partial<Persona> = {}, env: Record<string, string> = {}) {
  const { ctx } = phone({ job: '{"agentId":"reception","metadata":{"order":17}}' });
  Object.assign(ctx.job, { id: "AJ_1" });
  const recorder = new CallRecorder(ctx, { [RECORDS]: folder, ...env });
  recorder.caller({
    ctx,
    caller: {
      ...{ identity: "sip_1", number: "+15559990042", direction: "inbound" },
      participant: { isSip: true, attributes: dialed("+15105550100") },
    },
  });
  recorder.agent({ agentId: "reception", persona: persona(changes) });
  const session = Object.assign(new EventEmitter(), { usage: { modelUsage: [{ type: "llm_usage", model: "m" }] } });
  recorder.follow(session as unknown as voice.AgentSession);
  const say = (role: "user" | "assistant", content: string) =>
    session.emit(ConversationItemAdded, { item: llm.ChatMessage.create({ role, content }), createdAt: Date.now() });
  return { recorder, session, say };
}

describe("a record", () => {
  it("holds who called, when, how long, why it ended, and the usage", () => {
    const { recorder, session, say } = conversation();
    tick(3);
    recorder.answered();
    say("assistant", "Good day.");
    say("user", "Where is my order?");
    const call = (name: string) => llm.FunctionCall.create({ callId: name, name, args: '{"order":"secret"}' });
    const output = (name: string, isError: boolean) =>
      llm.FunctionCallOutput.create({ callId: name, name, output: "x", isError });
    session.emit(FunctionToolsExecuted, {
      functionCalls: [call("find_order"), call("end_call")],
      functionCallOutputs: [output("find_order", true), output("end_call", false)],
    });
    recorder.failed({ part: "tts", model: "elevenlabs", status: 402, message: "no credits" });
    recorder.broke(new Error("refused Bearer abcdefgh"));
    tick(61);
    recorder.ends("agent-hung-up");
    tick(5);
    recorder.ends("worker-stopped");
    recorder.close();
    expect(ended()).toEqual({
      redact: false,
      call: {
        ...{ callId: "SCL_1", jobId: "AJ_1", room: "call-_1", agentId: "reception", direction: "inbound" },
        ...{ callerNumber: "+15559990042", calledNumber: "+15105550100", metadata: { order: 17 } },
        ...{ begunAt: "2026-11-28T20:00:00.000Z", answeredAt: "2026-11-28T20:00:03.000Z" },
        ...{ endedAt: "2026-11-28T20:01:04.000Z", seconds: 61, endReason: "agent-hung-up" },
        turns: { caller: 1, agent: 1 },
        tools: [
          { name: "find_order", outcome: "failed" },
          { name: "end_call", outcome: "ok" },
        ],
        usage: [{ type: "llm_usage", model: "m" }],
        failures: [
          { part: "tts", model: "elevenlabs", status: 402, message: "no credits" },
          { part: "call", message: "refused Bearer [secret]" },
        ],
      } satisfies Record<keyof Omit<CallRecord, "transcript" | "recording">, unknown>,
    });
    expect(open()).toBeUndefined();
  });

  it("holds the transcript only if the persona asks for it", () => {
    const { recorder, say } = conversation({ transcript: true });
    say("assistant", "Good day.");
    tick(2);
    say("user", "Hello.");
    recorder.close();
    expect(ended()?.call.transcript).toEqual([
      { speaker: "agent", text: "Good day.", at: "2026-11-28T20:00:00.000Z" },
      { speaker: "caller", text: "Hello.", at: "2026-11-28T20:00:02.000Z" },
    ]);
  });

  it("is on disk during the call, in case the process dies", () => {
    const { recorder, say } = conversation();
    recorder.answered();
    say("user", "Hello.");
    expect(open()?.call).toMatchObject({ agentId: "reception", answeredAt: NOW.toISOString(), turns: { caller: 1 } });
    expect(ended()).toBeUndefined();
  });

  it("hides the caller when the worker redacts, and never the stack's own number", () => {
    const { recorder } = conversation({}, { ARKENOS_REDACT_CALLERS: "true" });
    recorder.close();
    expect(ended()).toMatchObject({
      redact: true,
      call: { callerNumber: "…42", calledNumber: "+15105550100" },
    });
  });

  it("is sent to the persona's receiver", () => {
    const afterCall = { url: "https://api.acme.com/end", secretEnv: "HOOK" };
    const { recorder } = conversation({ afterCall });
    recorder.close();
    expect(ended()?.afterCall).toEqual(afterCall);
  });

  it("does not end a call when the disk is full, and is not closed twice", () => {
    rmSync(folder, { recursive: true });
    const { recorder } = conversation({}, { [RECORDS]: "/dev/null/records" });
    recorder.answered();
    recorder.close();
    expect(lines.every(([, message]) => message === "The call's record cannot be written")).toBe(true);
    const count = lines.length;
    recorder.close();
    expect(lines).toHaveLength(count);
  });
});

describe("an unanswered call has a record", () => {
  const endOf = async (call: Parameters<typeof phone>[0], env: Record<string, string> = {}) => {
    const { ctx, finish } = phone(call);
    Object.assign(ctx.job, { id: "AJ_1" });
    await answerCall(ctx, table(), { [RECORDS]: folder, ...env });
    await finish();
    return ended()?.call;
  };

  it("when no agent has the number", async () => {
    expect(await endOf({ attributes: dialed("+12065550200") })).toMatchObject({
      ...{ callId: "SCL_1", calledNumber: "+12065550200", endReason: "no-agent", seconds: 0 },
    });
  });

  it("when no agent has the name, without entering the room", async () => {
    const call = await endOf({ job: '{"agentId":"nobody"}', attributes: dialed("+15105550100") });
    expect(call).toMatchObject({ callId: "AJ_1", room: "call-_1", endReason: "no-agent" });
    expect(call).not.toHaveProperty("answeredAt");
  });

  it("when it failed before a word was said", async () => {
    expect(await endOf({ attributes: dialed("+15105550100") })).toMatchObject({
      ...{ agentId: "reception", endReason: "failure", seconds: 0 },
      failures: [{ part: "call", message: expect.any(String) }],
    });
  });

  it("in the log itself when no worker stores records, as in the console", async () => {
    const { ctx, finish } = phone({ attributes: dialed("+12065550200") });
    await answerCall(ctx, table(), {});
    await finish();
    const calls = lines.filter(([, message]) => message === "Call ended");
    expect(calls.map(([fields]) => fields["endReason"])).toEqual(["no-agent"]);
  });
});
