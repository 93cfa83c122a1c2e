import { type voice, workflows } from "@livekit/agents";
import { AudioResampler, type AudioFrame } from "@livekit/rtc-node";
import type { TransferTool } from "../contract/transfer-tool.js";
import { deadline } from "../tools/deadline.js";
import { numbersOf } from "./facts.js";
import type { LiveCall } from "./live-call.js";
import { readRecording } from "./recording.js";

type Answered = Pick<LiveCall, "ctx" | "caller" | "persona" | "env" | "outbound">;

/** How long the target rings, in seconds. */
const RING_SECONDS = 30;
/** How long somebody who picked up may take to say yes or no. */
const BRIEFING_MS = 120_000;
/** The rate that background sound is mixed at. */
const MIXER_RATE = 48_000;

/**
 * Hands the caller over in person: LiveKit's task calls the target, tells them what it is about and joins the two, while
 * the caller is on hold. Then the agent stays in the room, deaf and mute, and the room goes when either hangs up.
 *
 * @param Task LiveKit's, in a room of its own
 * @throws when nobody picked up, or they declined; then the caller is with the agent again
 */
export async function warmTransfer(
  { ctx, caller, persona, env, outbound }: Answered,
  target: string,
  { ringSeconds = RING_SECONDS, holdAudio }: TransferTool,
  session: voice.AgentSession,
  Task: Pick<typeof workflows, "WarmTransferTask">["WarmTransferTask"] = workflows.WarmTransferTask,
): Promise<void> {
  const hold = holdAudio ?? persona.holdSound;
  if (caller === undefined) throw new Error("there is no caller");
  if (outbound === undefined) throw new Error("the stack has no outbound trunk");
  const roomName = `${ctx.job.room?.name ?? ""}-transfer`;
  // However the job ends, nobody is left waiting in a room without an agent.
  ctx.addShutdownCallback(() => ctx.deleteRoom(roomName).catch(() => {}));
  const limit = deadline(ringSeconds * 1000 + BRIEFING_MS);
  const task = new Task({
    sipCallTo: target.replace(/^tel:/, ""),
    sipTrunkId: outbound.trunkId,
    sipNumber: shownNumber(numbersOf(caller).calledNumber, outbound.fromNumbers),
    ringingTimeout: ringSeconds * 1000,
    roomName,
    chatCtx: session.history.copy(),
    ...(persona.language !== "en" && { instructions: { extra: `Speak the language ${persona.language}.` } }),
    ...(hold !== undefined && { holdAudio: hold === false ? null : repeated(readRecording(hold, env)) }),
    abortSignal: limit.signal,
  });
  try {
    await task.run();
  } finally {
    limit.clear();
  }
  session.input.setAudioEnabled(false);
  session.output.setAudioEnabled(false);
}

/** The number that the target sees: the one that was called, where calls may come from it. */
function shownNumber(called: string | undefined, fromNumbers: readonly string[]): string {
  return fromNumbers.find((number) => number === called) ?? fromNumbers[0] ?? "";
}

/** A recording, over and over, at the rate that it is mixed at. */
async function* repeated(frames: readonly AudioFrame[]): AsyncGenerator<AudioFrame> {
  const [first] = frames;
  if (first === undefined) return;
  const resampler = new AudioResampler(first.sampleRate, MIXER_RATE, 1);
  for (;;) for (const frame of frames) yield* resampler.push(frame);
}
