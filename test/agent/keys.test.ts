import { EventEmitter } from "node:events";
import { voice } from "@livekit/agents";
import { RoomEvent } from "@livekit/rtc-node";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { hearKeys } from "../../agent/call/keys.js";
import { TransferState } from "../../agent/call/transfer-state.js";
import type { LiveCall } from "../../agent/call/live-call.js";
import type { Persona } from "../../agent/contract/persona.js";
import { persona } from "./fakes/personas.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function callOf(changes: Partial<Persona>, agentState = "speaking") {
  const session = Object.assign(new EventEmitter(), {
    agentState,
    interrupt: vi.fn(),
    generateReply: vi.fn(),
  });
  const room = new EventEmitter();
  const transferState = new TransferState();
  hearKeys({ ctx: { room }, persona: persona(changes), session, transferState } as unknown as LiveCall);
  return { session, transferState, press: (digit: string) => room.emit(RoomEvent.DtmfReceived, 0, digit) };
}

const llm = "openai/gpt-4o-mini";

it("a key interrupts the agent at once, and the model receives it after a pause", () => {
  const { session, press } = callOf({ llm });
  press("1");
  expect(session.interrupt).toHaveBeenCalledExactlyOnceWith({ force: true });
  expect(session.generateReply).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_000);
  expect(session.generateReply).toHaveBeenCalledExactlyOnceWith({
    userInput: "(The caller pressed 1 on the keypad.)",
  });
});

it("a key during a transfer is not for the agent", async () => {
  const { session, transferState, press } = callOf({ llm });
  await transferState.attempt(async () => {});
  press("1");
  press("#");
  expect([session.interrupt, session.generateReply].map((each) => each.mock.calls)).toEqual([[], []]);
});

it("a key does not interrupt an agent that listens", () => {
  const { session, press } = callOf({ llm }, "listening");
  press("5");
  press("#");
  expect(session.interrupt).not.toHaveBeenCalled();
  expect(session.generateReply).toHaveBeenCalledOnce();
});

it.each<[string, Partial<Persona>]>([
  ["with keys: false", { llm, keys: false }],
  ["without an LLM", {}],
])("keys are ignored for a persona %s", (_, changes) => {
  const { session, press } = callOf(changes);
  press("1");
  press("#");
  expect([session.interrupt, session.generateReply].map((each) => each.mock.calls)).toEqual([[], []]);
});

it("keys are ignored in a session that is closed or closing", () => {
  const { session, press } = callOf({ llm });
  session.interrupt.mockImplementation(() => {
    throw new Error("AgentSession is not running");
  });
  session.generateReply.mockImplementation(() => {
    throw new Error("AgentSession is closing");
  });
  press("1");
  press("#");
  session.emit(voice.AgentSessionEventTypes.Close, {});
  session.generateReply.mockClear();
  press("2");
  press("#");
  expect(session.generateReply).not.toHaveBeenCalled();
});
