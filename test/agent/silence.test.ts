import { initializeLogger, voice } from "@livekit/agents";
import { RoomEvent } from "@livekit/rtc-node";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { sayGoodbye } from "../../agent/call/goodbye.js";
import { watchSilence } from "../../agent/call/silence.js";
import { limitTime } from "../../agent/call/time-limit.js";
import type { Persona } from "../../agent/contract/persona.js";
import { liveCall } from "./fakes/live-call.js";

beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));

const open: voice.AgentSession[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((session) => session.close()));
});

const polling = { timeout: 10_000, interval: 20 };
const silence = { afterSeconds: 0.3, say: "Still there?", hangUpAfter: 2 };

async function callOf(changes: Partial<Persona>, script: Parameters<typeof liveCall>[1] = []) {
  const made = await liveCall({ tts: "cartesia/sonic-3", ...changes }, script);
  open.push(made.session);
  return made;
}

describe("a caller who says nothing", () => {
  it("is prompted as often as the persona says, hears the goodbye, and the call ends", async () => {
    const { call, session, said, hangUp } = await callOf({
      llm: "openai/gpt-4o-mini",
      silence,
      endMessage: "Goodbye.",
    });
    watchSilence(call);
    session.say("Good day.");
    await vi.waitFor(() => expect(hangUp).toHaveBeenCalledExactlyOnceWith("silence"), polling);
    expect(said()).toEqual(["Good day.", "Still there?", "Still there?", "Goodbye."]);
  });

  it("is prompted by the model when the persona has no text for it", async () => {
    const { call, session, hangUp } = await callOf({
      llm: "openai/gpt-4o-mini",
      silence: { afterSeconds: 0.3, hangUpAfter: 1 },
    });
    const replies = vi.spyOn(session, "generateReply");
    watchSilence(call);
    session.say("Guten Tag.");
    await vi.waitFor(() => expect(hangUp).toHaveBeenCalledExactlyOnceWith("silence"), polling);
    expect(replies.mock.calls).toEqual([[{ instructions: expect.stringContaining("whether they are still there") }]]);
  });

  it("is not prompted if the persona says so", async () => {
    const { call, session, said, hangUp } = await callOf({ llm: "openai/gpt-4o-mini", silence: false });
    watchSilence(call);
    await session.say("Good day.").waitForPlayout();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(said()).toEqual(["Good day."]);
    expect(hangUp).not.toHaveBeenCalled();
  });

  it("of a persona without an STT is hung up on after one silence", async () => {
    const { call, session, said, hangUp } = await callOf({ silence: { afterSeconds: 0.3, hangUpAfter: 2 } });
    watchSilence(call);
    session.say("We are closed.");
    await vi.waitFor(() => expect(hangUp).toHaveBeenCalledExactlyOnceWith("silence"), polling);
    expect(said()).toEqual(["We are closed."]);
  });
});

describe("a caller does not count as silent who", () => {
  it("is on hold for a transfer, or was transferred", async () => {
    const { call, session, said, hangUp } = await callOf({ llm: "openai/gpt-4o-mini", silence });
    watchSilence(call);
    let fail = (_: Error) => {};
    const transfer = call.transferState.attempt(() => new Promise((_, reject) => (fail = reject)));
    await session.say("I am connecting you.").waitForPlayout();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect([said(), hangUp.mock.calls]).toEqual([["I am connecting you."], []]);
    fail(new Error("nobody picked up"));
    await expect(transfer).rejects.toThrow();
    session.say("Nobody picks up.");
    await vi.waitFor(() => expect(said()).toContain("Still there?"), polling);
  });

  it("presses a key, which restarts the prompts", async () => {
    const { call, session, room, said, hangUp } = await callOf({ llm: "openai/gpt-4o-mini", silence });
    watchSilence(call);
    session.say("Good day.");
    await vi.waitFor(() => expect(said()).toHaveLength(3), polling);
    room.emit(RoomEvent.DtmfReceived, 1, "1");
    await vi.waitFor(() => expect(hangUp).toHaveBeenCalled(), polling);
    expect(said()).toEqual(["Good day.", ...Array<string>(4).fill("Still there?")]);
  });

  it("speaks", async () => {
    const { call, session, said, hangUp } = await callOf({ llm: "openai/gpt-4o-mini", silence });
    watchSilence(call);
    session.say("Good day.");
    await vi.waitFor(() => expect(said()).toHaveLength(3), polling);
    session.emit(voice.AgentSessionEventTypes.UserInputTranscribed, {
      type: "user_input_transcribed",
      transcript: "I am",
      isFinal: false,
    } as voice.UserInputTranscribedEvent);
    await vi.waitFor(() => expect(hangUp).toHaveBeenCalled(), polling);
    expect(said()).toHaveLength(5);
  });

  it("waits for a slow answer", async () => {
    const { call, session, said } = await callOf({ llm: "openai/gpt-4o-mini", silence }, [
      { input: "Where is it?", content: "It is here.", ttft: 900, duration: 1_000 },
    ]);
    watchSilence(call);
    await session.generateReply({ userInput: "Where is it?" }).waitForPlayout();
    expect(said()).toEqual(["It is here."]);
  });
});

describe("a call that the agent ends", () => {
  it("has the persona's time limit", async () => {
    const { call, said, hangUp } = await callOf({ maxCallSeconds: 0.3, endMessage: "Our time is over." });
    limitTime(call);
    await vi.waitFor(() => expect(hangUp).toHaveBeenCalledExactlyOnceWith("time-limit"), polling);
    expect(said()).toEqual(["Our time is over."]);
  });

  it("is hung up even when the goodbye cannot be spoken", async () => {
    const { call, session, hangUp } = await callOf({ endMessage: "Goodbye." });
    await session.close();
    await sayGoodbye(call, "silence");
    expect(hangUp).toHaveBeenCalledExactlyOnceWith("silence");
  });
});
