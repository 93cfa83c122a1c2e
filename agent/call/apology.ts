import { log, voice } from "@livekit/agents";
import type { AudioFrame } from "@livekit/rtc-node";
import { MODEL_TIMEOUT_MS } from "../models/model-timeout.js";
import type { FailedCall } from "./live-call.js";
import { builtInSound, playable, readRecording } from "./recording.js";
import { bareSession } from "./session.js";
import { unlessClosing } from "./unless-closing.js";
import { within } from "./within.js";

/** Four seconds of recorded English speech. */
const BUILT_IN = "apology.wav";
/** How much longer than its own length the playout of a recording may take, in milliseconds. */
const SLACK_MS = 1_000;
/** Longest playout of a spoken apology, in milliseconds. */
const LONGEST_MS = 20_000;

/**
 * Plays the apology and waits until the caller has heard it. The agent no longer listens or speaks afterwards.
 *
 * @param hasVoice whether the tts may still work
 */
export async function apologize(call: FailedCall, hasVoice: boolean): Promise<void> {
  const { session, persona } = call;
  const { say } = persona.onFailure ?? {};
  if (say !== undefined && hasVoice && session !== undefined && (await speak(session, say))) return;
  const frames = apologyOf(call);
  const longest = frames.length * 10 + SLACK_MS;
  // A session that has closed or failed to start cannot play audio; a new one without models can.
  const playing = session?._started ? unlessClosing(() => play(session, frames)) : undefined;
  await within(longest, playing ?? bareSession(call).then((bare) => play(bare, frames)));
}

/** Speaks the apology if the tts still works. @returns whether the caller heard any of it */
async function speak(session: voice.AgentSession, text: string): Promise<boolean> {
  const heard = new Promise<void>((resolve) => {
    session.on(voice.AgentSessionEventTypes.AgentStateChanged, ({ newState }) => newState === "speaking" && resolve());
  });
  try {
    stopConversation(session);
    const playout = session.say(text, { allowInterruptions: false, addToChatCtx: false }).waitForPlayout();
    let isHeard = false;
    void heard.then(() => (isHeard = true));
    await within(MODEL_TIMEOUT_MS, Promise.race([heard, playout]));
    if (isHeard) await within(LONGEST_MS, playout);
    return isHeard;
  } catch {
    return false;
  }
}

/** @throws Error synchronously if the session is not running */
function play(session: voice.AgentSession, frames: readonly AudioFrame[]): Promise<void> {
  stopConversation(session);
  return session.say("", { audio: playable(frames), allowInterruptions: false, addToChatCtx: false }).waitForPlayout();
}

function stopConversation(session: voice.AgentSession): void {
  session.interrupt({ force: true });
  session.input.setAudioEnabled(false);
}

function apologyOf({ persona, env }: FailedCall): AudioFrame[] {
  const { recording } = persona.onFailure ?? {};
  try {
    if (recording !== undefined) return readRecording(recording, env);
  } catch (error) {
    log().error({ problem: String(error) }, "The recorded apology cannot be played; the built-in one is used");
  }
  return builtInSound(BUILT_IN);
}
