import { log } from "@livekit/agents";
import type { AudioFrame } from "@livekit/rtc-node";
import type { Persona } from "../contract/persona.js";
import type { LiveCall } from "./live-call.js";
import { playable, readRecording, silence } from "./recording.js";
import { speak, type Speaker } from "./speak.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** Silence long enough to be sent and too short to be noticed, in milliseconds. */
const OPENING_MS = 100;

/** The persona with the greeting for this call: outbound calls can have a different one. */
export function openingOf({ persona, caller }: Pick<LiveCall, "persona" | "caller">): Persona {
  const { outboundGreeting, greetingAudio, ...rest } = persona;
  if (caller?.direction !== "outbound" || outboundGreeting === undefined) return persona;
  return { ...rest, greeting: outboundGreeting, firstSpeaker: "agent" };
}

/**
 * Starts the conversation with the persona's greeting, and adds it to the chat history for the model.
 *
 * @throws RecordingError if the recorded greeting cannot be played and there is no other greeting
 */
export function greet(session: Speaker, persona: Persona, env: Environment): void {
  const { greeting, firstSpeaker, interruptions } = persona;
  const options = interruptions?.greeting === undefined ? {} : { allowInterruptions: interruptions.greeting };
  const recording = firstSpeaker === "agent" ? recordingOf(persona, env) : undefined;
  if (firstSpeaker === "caller") session.say("", { audio: playable(silence(OPENING_MS)), addToChatCtx: false });
  else if (recording !== undefined)
    session.say(greeting ?? "", { audio: playable(recording), addToChatCtx: greeting !== undefined, ...options });
  else if (greeting === undefined) session.generateReply(options);
  else speak(session, persona, greeting, options);
}

/** The recorded greeting; undefined if there is none, or if it cannot be played and a model can greet instead. */
function recordingOf({ greetingAudio, llm, greeting, tts }: Persona, env: Environment): AudioFrame[] | undefined {
  if (greetingAudio === undefined) return undefined;
  try {
    return readRecording(greetingAudio, env);
  } catch (error) {
    if (llm === undefined && (greeting === undefined || tts === undefined)) throw error;
    log().error({ problem: String(error) }, "The recorded greeting cannot be played");
    return undefined;
  }
}
