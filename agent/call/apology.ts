import { log, voice } from "@livekit/agents";
import type { AudioFrame } from "@livekit/rtc-node";
import { PATIENCE_MS } from "../models/patience.js";
import type { FailedCall } from "./live-call.js";
import { builtInSound, playable, readRecording } from "./recording.js";
import { bareSession } from "./session.js";
import { unlessClosing } from "./unless-closing.js";
import { within } from "./within.js";

/** English speech, four seconds long, that needs no model, no network and no setting. */
const BUILT_IN = "apology.wav";
/** How much longer than it lasts a recording may take to be heard, in milliseconds. */
const SLACK_MS = 1_000;
/** The longest apology that is spoken to its end, in milliseconds. */
const LONGEST_MS = 20_000;

/**
 * Tells the caller that the call cannot go on, and returns when they have heard it. From here on nothing else is said,
 * and nobody is listened to.
 *
 * @param hasVoice whether the text to speech may be asked
 */
export async function apologize(call: FailedCall, hasVoice: boolean): Promise<void> {
  const { session, persona } = call;
  const { say } = persona.onFailure ?? {};
  if (say !== undefined && hasVoice && session !== undefined && (await speak(session, say))) return;
  const frames = apologyOf(call);
  const longest = frames.length * 10 + SLACK_MS;
  // A session that has closed, or whose start failed halfway, cannot play; one without models can.
  const playing = session?._started ? unlessClosing(() => play(session, frames)) : undefined;
  await within(longest, playing ?? bareSession(call).then((bare) => play(bare, frames)));
}

/** Says it if the voice still works. @returns whether a sound was heard */
async function speak(session: voice.AgentSession, text: string): Promise<boolean> {
  const heard = new Promise<void>((resolve) => {
    session.on(voice.AgentSessionEventTypes.AgentStateChanged, ({ newState }) => newState === "speaking" && resolve());
  });
  try {
    silenceAll(session);
    const playout = session.say(text, { allowInterruptions: false, addToChatCtx: false }).waitForPlayout();
    let isHeard = false;
    void heard.then(() => (isHeard = true));
    await within(PATIENCE_MS, Promise.race([heard, playout]));
    if (isHeard) await within(LONGEST_MS, playout);
    return isHeard;
  } catch {
    return false;
  }
}

/** @throws Error at once if the session does not run */
function play(session: voice.AgentSession, frames: readonly AudioFrame[]): Promise<void> {
  silenceAll(session);
  return session.say("", { audio: playable(frames), allowInterruptions: false, addToChatCtx: false }).waitForPlayout();
}

function silenceAll(session: voice.AgentSession): void {
  session.interrupt({ force: true });
  session.input.setAudioEnabled(false);
}

function apologyOf({ persona, env }: FailedCall): AudioFrame[] {
  const { recording } = persona.onFailure ?? {};
  try {
    if (recording !== undefined) return readRecording(recording, env);
  } catch (error) {
    log().error({ problem: String(error) }, "The recorded apology cannot be played; the built-in one is");
  }
  return builtInSound(BUILT_IN);
}
