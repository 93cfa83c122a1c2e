import { type voice, workflows } from "@livekit/agents";
import { AudioResampler, type AudioFrame } from "@livekit/rtc-node";
import type { TransferTool } from "../contract/transfer-tool.js";
import { deadline } from "../tools/deadline.js";
import { numbersOf } from "./facts.js";
import type { LiveCall } from "./live-call.js";
import { readRecording } from "./recording.js";

type Answered = Pick<LiveCall, "ctx" | "caller" | "persona" | "env" | "outbound">;

/** Default ring time of the target, in seconds. */
const RING_SECONDS = 30;
/** How long the target may take to accept or decline, in milliseconds. */
const BRIEFING_MS = 120_000;
/** Sample rate of LiveKit's background audio, in Hz. */
const MIXER_RATE = 48_000;

/**
 * Transfers the caller with an introduction: LiveKit's task calls the target, explains the call, and connects the two
 * while the caller is on hold. The agent then stays in the room without audio until either side hangs up.
 *
 * @param Task LiveKit's task, which uses a separate room
 * @throws if the target does not answer or declines; the caller is then back with the agent
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
  // However the job ends, nobody may be left waiting in a room without an agent.
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

/** The caller ID for the target: the number that was called if possible, or else the stack's first number. */
function shownNumber(called: string | undefined, fromNumbers: readonly string[]): string {
  return fromNumbers.find((number) => number === called) ?? fromNumbers[0] ?? "";
}

/** Loops a recording at the mixer's sample rate. */
async function* repeated(frames: readonly AudioFrame[]): AsyncGenerator<AudioFrame> {
  const [first] = frames;
  if (first === undefined) return;
  const resampler = new AudioResampler(first.sampleRate, MIXER_RATE, 1);
  for (;;) for (const frame of frames) yield* resampler.push(frame);
}
