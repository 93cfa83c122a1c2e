import { log, type voice } from "@livekit/agents";
import type { AudioFrame } from "@livekit/rtc-node";
import type { Persona } from "../contract/persona.js";
import { playable, readRecording, silence } from "./recording.js";

type Greeter = Pick<voice.AgentSession, "say" | "generateReply">;
type Environment = Readonly<Record<string, string | undefined>>;

/** Long enough to be sent, too short to be noticed. */
const OPENING_MS = 100;

/**
 * Begins the conversation as the persona wants it. What is said is in the history, so that the model
 * knows of it.
 *
 * @throws RecordingError when the greeting is a recording that cannot be played, and nothing else can be said
 */
export function greet(session: Greeter, persona: Persona, env: Environment): void {
  const { greeting, firstSpeaker, llm, tts } = persona;
  const recording = firstSpeaker === "agent" ? recordingOf(persona, env) : undefined;
  if (firstSpeaker === "caller") session.say("", { audio: playable(silence(OPENING_MS)), addToChatCtx: false });
  else if (recording !== undefined)
    session.say(greeting ?? "", { audio: playable(recording), addToChatCtx: greeting !== undefined });
  else if (greeting === undefined) session.generateReply();
  else if (tts !== undefined || llm === undefined) session.say(greeting);
  // A realtime model speaks by itself, so it has to be asked.
  else session.generateReply({ instructions: `Say exactly this, and nothing else: ${greeting}` });
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
