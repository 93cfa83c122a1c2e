import { initializeLogger, llm, voice } from "@livekit/agents";
import type { AudioFrame } from "@livekit/rtc-node";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Models } from "../../agent/models/models.js";
import type { Persona } from "../../agent/contract/persona.js";
import { conversationOf } from "../../agent/call/session.js";
import { toolsFor } from "../../agent/tools/tool-set.js";
import { persona } from "./fakes/personas.js";
import { LLM, STT, TTS } from "./fakes/voices.js";

beforeAll(() => initializeLogger({ pretty: false, level: "fatal" }));

const open: voice.AgentSession[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((session) => session.close()));
});

type Script = ConstructorParameters<typeof voice.testing.FakeLLM>[0];

async function talk(
  changes: Partial<Persona>,
  script: Script,
  transfer: (target: string) => Promise<void> = async () => {},
) {
  const who = persona(changes);
  const { session, agent } = conversationOf(
    who,
    { llm: new voice.testing.FakeLLM(script) },
    toolsFor(who, transfer, {}),
  );
  open.push(session);
  await session.start({ agent });
  return session;
}

describe("a persona", () => {
  it("answers with its model", async () => {
    const session = await talk({}, [{ input: "Hello?", content: "Acme, good day." }]);
    const run = await session.run({ userInput: "Hello?" }).wait();
    run.expect.nextEvent().isMessage({ role: "assistant" });
    expect(session.history.items.at(-1)).toMatchObject({ textContent: "Acme, good day." });
  });

  it("brings its prompt, with a note about the language", () => {
    const instructions = (language: string) => conversationOf(persona({ language }), {}, []).agent.instructions;
    expect(instructions("en")).toBe("You answer for Acme.");
    expect(instructions("de-CH")).toBe("You answer for Acme.\n\nSpeak the language de-CH.");
  });

  it.each<[string, Partial<Persona>, Models, { vad?: null; turnDetection: unknown }]>([
    [
      "a model on the worker detects the end of a turn",
      {},
      { stt: new STT() },
      { turnDetection: expect.objectContaining({}) },
    ],
    ["silence does", { turnDetection: "vad" }, { stt: new STT() }, { turnDetection: "vad" }],
    ["the STT does", { turnDetection: "stt" }, { stt: new STT() }, { vad: null, turnDetection: "stt" }],
    ["nothing does without an STT", {}, { tts: new TTS() }, { vad: null, turnDetection: null }],
    [
      "a realtime model does",
      { llm: { plugin: "openai", options: {}, realtime: true } },
      { stt: new STT() },
      { vad: null, turnDetection: "realtime_llm" },
    ],
  ])("%s", (_, changes, models, { turnDetection }) => {
    const { session } = conversationOf(persona(changes), models, []);
    expect(session.sessionOptions.turnHandling.turnDetection).toEqual(turnDetection);
  });
});

it("a persona's turn settings become the framework's, in milliseconds", () => {
  const { session } = conversationOf(
    persona({
      interruptions: { enabled: true, minWords: 2 },
      endpointing: { minSeconds: 0.8, maxSeconds: 4 },
      preemptiveGeneration: false,
      turnDetection: "stt",
    }),
    { stt: new STT() },
    [],
  );
  expect(session.sessionOptions).toMatchObject({
    userAwayTimeout: null,
    turnHandling: {
      interruption: { enabled: true, minWords: 2 },
      endpointing: { minDelay: 800, maxDelay: 4000 },
      preemptiveGeneration: { enabled: false },
    },
  });
});

describe("tools", () => {
  const targets = { sales: "tel:+15105550199", desk: "sip:desk@acme.example" };

  it("transfers the caller to the persona's target", async () => {
    const transfer = vi.fn(async () => {});
    const session = await talk(
      { tools: [{ type: "transfer_call", targets }] },
      [{ input: "Sales!", toolCalls: [{ name: "transfer_call", args: { target: "sales" } }] }],
      transfer,
    );
    await session.run({ userInput: "Sales!" }).wait();
    expect(transfer).toHaveBeenCalledExactlyOnceWith("tel:+15105550199", { type: "transfer_call", targets }, session);
  });

  it.each(["tel:+19005550199", "marketing", "__proto__", "toString", "", "SALES"])(
    "transfers nobody to %j",
    async (target) => {
      const transfer = vi.fn(async () => {});
      const session = await talk(
        { tools: [{ type: "transfer_call", targets }] },
        [{ input: "Go", toolCalls: [{ name: "transfer_call", args: { target } }] }],
        transfer,
      );
      const run = await session.run({ userInput: "Go" }).wait();
      run.expect.nextEvent().isFunctionCall({ name: "transfer_call" });
      run.expect.nextEvent().isFunctionCallOutput({ isError: true });
      expect(transfer).not.toHaveBeenCalled();
    },
  );

  it("a failed transfer is reported, and the call continues", async () => {
    const transfer = async () => Promise.reject(new Error("603 Declined by +15105550199"));
    const session = await talk(
      { tools: [{ type: "transfer_call", targets }] },
      [{ input: "Go", toolCalls: [{ name: "transfer_call", args: { target: "desk" } }] }],
      transfer,
    );
    const run = await session.run({ userInput: "Go" }).wait();
    run.expect.nextEvent().isFunctionCall();
    const output = run.expect.nextEvent().isFunctionCallOutput({ isError: true }).event().item;
    expect(output.output).toContain("The caller could not be transferred to desk; the call continues");
    expect(output.output).not.toContain("603");
  });

  it("a web service's response reaches the model, and invalid arguments never reach the service", async () => {
    const tools: Persona["tools"] = [
      {
        type: "http",
        name: "find_order",
        description: "Finds an order",
        method: "POST",
        url: "http://127.0.0.1:9/",
        headers: {},
        timeoutSeconds: 1,
        parameters: { type: "object", properties: { id: { type: "string" } }, required: ["id"] },
      },
    ];
    const session = await talk({ tools }, [{ input: "Where is it?", toolCalls: [{ name: "find_order", args: {} }] }]);
    const run = await session.run({ userInput: "Where is it?" }).wait();
    run.expect.nextEvent().isFunctionCall({ name: "find_order", args: {} });
    const output = run.expect.nextEvent().isFunctionCallOutput({ isError: true }).event().item;
    expect(output.output).toContain("must have required property 'id'");
  });

  it("end_call ends the session", async () => {
    const session = await talk({ tools: [{ type: "end_call" }] }, [
      { input: "Bye", toolCalls: [{ name: "end_call", args: {} }] },
    ]);
    const closed = new Promise((resolve) => session.once(voice.AgentSessionEventTypes.Close, resolve));
    await session.run({ userInput: "Bye" }).wait();
    await closed;
  });

  it("end_call speaks the persona's goodbye", async () => {
    const session = await talk({ tools: [{ type: "end_call" }], endMessage: "Thank you for calling." }, [
      { input: "Bye", toolCalls: [{ name: "end_call", args: {} }] },
    ]);
    const closed = new Promise((resolve) => session.once(voice.AgentSessionEventTypes.Close, resolve));
    const said: unknown[] = [];
    session.on(voice.AgentSessionEventTypes.ConversationItemAdded, ({ item }) => said.push(item));
    await session.run({ userInput: "Bye" }).wait();
    await closed;
    expect(said.at(-1)).toMatchObject({ role: "assistant", textContent: "Thank you for calling." });
  });

  it("the model sees each tool by its name", () => {
    const made = toolsFor(
      persona({ tools: [{ type: "end_call" }, { type: "dtmf" }, { type: "transfer_call", targets }] }),
      async () => {},
      {},
    );
    expect(Object.keys(new llm.ToolContext(made).functionTools).sort()).toEqual([
      "end_call",
      "send_dtmf_events",
      "transfer_call",
    ]);
  });
});

it("the fake models work", async () => {
  expect(new LLM().label()).toBe("fake.LLM");
  const frames: AudioFrame[] = [];
  for await (const { frame } of new TTS({ hertz: 500 }).synthesize("Hello there")) frames.push(frame);
  expect(frames).toHaveLength(55);
});
