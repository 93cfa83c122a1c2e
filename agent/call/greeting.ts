import { log } from "@livekit/agents";
import type { AudioFrame } from "@livekit/rtc-node";
import type { Persona } from "../contract/persona.js";
import type { LiveCall } from "./live-call.js";
import { playable, readRecording, silence } from "./recording.js";
import { speak, type Speaker } from "./speak.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** Long enough to be sent, too short to be noticed. */
const OPENING_MS = 100;

/** A persona as it opens a call: a call out may have first words of its own. */
export function openingOf({ persona, caller }: Pick<LiveCall, "persona" | "caller">): Persona {
  const { outboundGreeting, greetingAudio, ...rest } = persona;
  if (caller?.direction !== "outbound" || outboundGreeting === undefined) return persona;
  return { ...rest, greeting: outboundGreeting, firstSpeaker: "agent" };
}

/**
 * Begins the conversation as the persona wants it. What is said is in the history, so that the model
 * knows of it.
 *
 * @throws RecordingError when the greeting is a recording that cannot be played, and nothing else can be said
 */
export function greet(session: Speaker, persona: Persona, env: Environment): void {
  const { greeting, firstSpeaker, interruptions } = persona;
  const manner = interruptions?.greeting === undefined ? {} : { allowInterruptions: interruptions.greeting };
  const recording = firstSpeaker === "agent" ? recordingOf(persona, env) : undefined;
  if (firstSpeaker === "caller") session.say("", { audio: playable(silence(OPENING_MS)), addToChatCtx: false });
  else if (recording !== undefined)
    session.say(greeting ?? "", { audio: playable(recording), addToChatCtx: greeting !== undefined, ...manner });
  else if (greeting === undefined) session.generateReply(manner);
  else speak(session, persona, greeting, manner);
}

/** The recorded greeting, if there is one that can be played; without it a model finds or speaks the first words. */
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
