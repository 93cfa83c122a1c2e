/**
 * An agent from LiveKit's guide: it plays a recording to every caller, without numbers, personas or tools. What ours
 * takes beyond it is the cost of routing.
 */
import { readFile } from "node:fs/promises";
import { ReadableStream } from "node:stream/web";
import { defineAgent, log, voice } from "@livekit/agents";
import { AudioFrame, ParticipantKind } from "@livekit/rtc-node";

const WAV_HEADER = 44;
const RATE = 24_000;
const FRAME = RATE / 100;

export default defineAgent({
  entry: async (ctx) => {
    const models = await modelsOf(process.env["BARE_MODELS"]);
    const turnDetection = models === undefined ? null : "stt";
    const session = new voice.AgentSession({ ...models, vad: null, turnHandling: { turnDetection } });
    session.on(voice.AgentSessionEventTypes.Close, ({ reason }) => ctx.shutdown(String(reason)));
    await session.start({
      agent: new voice.Agent({ instructions: "You answer for Acme." }),
      room: ctx.room,
      record: false,
      inputOptions: { participantKinds: [ParticipantKind.SIP], deleteRoomOnClose: true },
    });
    log().info("Saying the recording");
    const audio = ReadableStream.from(await recording(process.env["BARE_RECORDING"] ?? ""));
    session.say("", { audio: audio as NonNullable<Parameters<typeof session.say>[1]>["audio"] });
  },
});

/** The models of a plugin-like module; none if no module is named. */
async function modelsOf(module: string | undefined) {
  if (module === undefined) return undefined;
  const { STT, LLM, TTS } = (await import(module)) as typeof import("../../agent/fakes/voices.js");
  return { stt: new STT(), llm: new LLM(), tts: new TTS() };
}

async function recording(file: string): Promise<AudioFrame[]> {
  const bytes = (await readFile(file)).subarray(WAV_HEADER);
  const samples = Int16Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readInt16LE(index * 2));
  return Array.from(
    { length: Math.floor(samples.length / FRAME) },
    (_, index) => new AudioFrame(samples.slice(index * FRAME, (index + 1) * FRAME), RATE, 1, FRAME),
  );
}
