import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initializeLogger, llm, voice, type workflows } from "@livekit/agents";
import type { AudioFrame } from "@livekit/rtc-node";
import { SipClient } from "livekit-server-sdk";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { TransferState } from "../../agent/call/transfer-state.js";
import type { LiveCall } from "../../agent/call/live-call.js";
import { conversationOf } from "../../agent/call/session.js";
import { transferOf } from "../../agent/call/transfers.js";
import { warmTransfer } from "../../agent/call/warm-transfer.js";
import { type TransferTool, transferToolSchema } from "../../agent/contract/transfer-tool.js";
import { toolsFor } from "../../agent/tools/tool-set.js";
import { FakeLiveKit } from "./fakes/livekit.js";
import { persona } from "./fakes/personas.js";
import { TTS } from "./fakes/voices.js";
import { wav } from "./fakes/wav.js";

beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));
const open: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const each of open.splice(0)) await each.close();
});

const targets = { sales: "tel:+15105550199" };
const tool = (changes: object = {}): TransferTool =>
  transferToolSchema.parse({ type: "transfer_call", targets, ...changes });
const caller = {
  identity: "sip_1",
  direction: "inbound",
  number: "+15559990042",
  participant: { isSip: true, attributes: { "sip.ruleID": "SDR_1", "sip.trunkPhoneNumber": "+15105550100" } },
} as const;

/** A call in a room of this LiveKit. */
function callAt(url: string, changes: Partial<LiveCall> = {}) {
  const deleted: (string | undefined)[] = [];
  const ending: (() => Promise<void>)[] = [];
  const call = {
    ctx: {
      info: { url, apiKey: "k", apiSecret: "secret-of-thirty-two-characters!" },
      job: { room: { name: "call-1" } },
      deleteRoom: async (name?: string) => void deleted.push(name),
      addShutdownCallback: (callback: () => Promise<void>) => void ending.push(callback),
    },
    ...{ caller, persona: persona(), env: {}, transferState: new TransferState() },
    outbound: { trunkId: "ST_out", fromNumbers: ["+15105550111", "+15105550100"] },
    ...changes,
  } as unknown as LiveCall;
  return { call, deleted, end: () => Promise.all(ending.map((callback) => callback())) };
}

/** A conversation in which the model transfers the caller. */
async function transferring(call: LiveCall, settings: TransferTool, models: { tts?: TTS } = {}) {
  const who = persona({ tools: [settings] });
  const script = [{ input: "Sales!", toolCalls: [{ name: "transfer_call", args: { target: "sales" } }] }];
  const { session, agent } = conversationOf(
    who,
    { llm: new voice.testing.FakeLLM(script), ...models },
    toolsFor(who, transferOf(call), {}),
  );
  open.push(session);
  await session.start({ agent });
  const run = await session.run({ userInput: "Sales!" }).wait();
  const [output] = run.events.flatMap(({ type, item }) =>
    type === "function_call_output" ? [(item as llm.FunctionCallOutput).output] : [],
  );
  const said = session.history.items.flatMap((item) =>
    item.type === "message" && item.role === "assistant" ? [item.textContent] : [],
  );
  return { output, said };
}

describe("a cold transfer", () => {
  it("is dialed by the caller's carrier, for the persona's ringing time", async () => {
    const livekit = new FakeLiveKit();
    open.push(livekit);
    const { call } = callAt(await livekit.listen());
    expect(await transferring(call, tool({ ringSeconds: 12 }))).toEqual({ output: undefined, said: [] });
    expect(livekit.calls).toMatchObject([
      {
        method: "TransferSIPParticipant",
        body: {
          ...{ roomName: "call-1", participantIdentity: "sip_1", transferTo: "tel:+15105550199" },
          ...{ playDialtone: true, ringingTimeout: "12s" },
        },
      },
    ]);
    expect(call.transferState.holdsCaller).toBe(true);
  });

  it("lets the caller hear the room, with its hold sound, and not livekit-sip's ringing", async () => {
    const livekit = new FakeLiveKit();
    open.push(livekit);
    const { call } = callAt(await livekit.listen(), { persona: persona({ holdSound: "hold.wav" }) });
    await transferring(call, tool());
    expect(livekit.calls[0]?.body).not.toHaveProperty("playDialtone", true);
  });

  it("that the carrier refuses returns to the caller with the persona's sentence", async () => {
    vi.spyOn(SipClient.prototype, "transferSipParticipant").mockRejectedValue(new Error("603 Decline"));
    const { call } = callAt("ws://127.0.0.1:1");
    const failureMessage = "Sales is closed.";
    const { output, said } = await transferring(call, tool({ failureMessage }), { tts: new TTS() });
    expect(output).toBe(
      'The caller could not be transferred to sales; the call continues. The caller has heard: "Sales is closed." Do not repeat it',
    );
    expect(said).toContain("Sales is closed.");
    expect(call.transferState.holdsCaller).toBe(false);
  });
});

describe("a warm transfer", () => {
  type Options = ConstructorParameters<typeof workflows.WarmTransferTask>[0];

  async function warm(
    run: (options: Options) => Promise<unknown>,
    settings: object = {},
    changes: Partial<LiveCall> = {},
  ) {
    const asked: Options[] = [];
    class Task {
      constructor(options: Options) {
        asked.push(options);
      }
      run = () => run(asked[0]);
    }
    const { call, deleted, end } = callAt("wss://acme.livekit.cloud", changes);
    const io = { input: { setAudioEnabled: vi.fn() }, output: { setAudioEnabled: vi.fn() } };
    const session = { history: llm.ChatContext.empty(), ...io } as unknown as voice.AgentSession;
    const transfer = warmTransfer(
      call,
      "tel:+15105550199",
      tool({ mode: "warm", ...settings }),
      session,
      Task as never,
    );
    const outcome = await transfer.then(
      () => "joined",
      (error: unknown) => String(error),
    );
    return { asked, outcome, deleted, end, io };
  }

  it("dials through the stack's trunk, from the called number, and then leaves the call", async () => {
    const { asked, outcome, io, deleted, end } = await warm(
      async () => ({}),
      { ringSeconds: 20 },
      { persona: persona({ language: "de-CH" }) },
    );
    expect(outcome).toBe("joined");
    expect(asked).toEqual([
      expect.objectContaining({
        ...{ sipCallTo: "+15105550199", sipTrunkId: "ST_out", sipNumber: "+15105550100", ringingTimeout: 20_000 },
        ...{ roomName: "call-1-transfer", instructions: { extra: "Speak the language de-CH." } },
      }),
    ]);
    expect([io.input.setAudioEnabled.mock.calls, io.output.setAudioEnabled.mock.calls]).toEqual([[[false]], [[false]]]);
    await end();
    expect(deleted).toEqual(["call-1-transfer"]);
  });

  it("that nobody answers fails, and the agent still hears the caller", async () => {
    const { outcome, io } = await warm(async () => Promise.reject(new llm.ToolError("could not dial human agent")));
    expect(outcome).toContain("could not dial human agent");
    expect(io.input.setAudioEnabled).not.toHaveBeenCalled();
  });

  it("plays LiveKit's hold music, or none", async () => {
    expect((await warm(async () => ({}))).asked[0]).not.toHaveProperty("holdAudio");
    expect((await warm(async () => ({}), { holdAudio: false })).asked[0]?.holdAudio).toBe(null);
  });

  it.each([
    ["tool's", { holdAudio: "hold.wav" }, { holdSound: "other.wav" }],
    ["persona's", {}, { holdSound: "hold.wav" }],
  ])("repeats the %s recording, at the sample rate of the mix", async (_, settings, changes) => {
    const folder = mkdtempSync(join(tmpdir(), "arkenos-hold-"));
    open.push({ close: () => rmSync(folder, { recursive: true }) });
    const samples = Array.from({ length: 800 }, (_, at) => at);
    writeFileSync(join(folder, "hold.wav"), wav(samples, { rate: 8000 }));
    const call = { persona: persona(changes), env: { ARKENOS_AUDIO_PATH: folder } };
    const { asked } = await warm(async () => ({}), settings, call);
    const [{ holdAudio } = {}] = asked;
    let milliseconds = 0;
    for await (const frame of holdAudio as AsyncIterable<AudioFrame>) {
      expect(frame.sampleRate).toBe(48_000);
      milliseconds += (1000 * frame.samplesPerChannel) / frame.sampleRate;
      if (milliseconds > 1_000) break;
    }
  });

  it("is refused without an outbound trunk", async () => {
    const { asked, outcome } = await warm(async () => ({}), {}, { outbound: undefined });
    expect([asked, outcome]).toEqual([[], "Error: the stack has no outbound trunk"]);
  });
});
