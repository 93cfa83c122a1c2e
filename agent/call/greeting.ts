import { ReadableStream } from "node:stream/web";
import type { voice } from "@livekit/agents";
import type { AudioFrame } from "@livekit/rtc-node";
import type { Persona } from "../contract/persona.js";
import { readRecording, silence } from "./recording.js";

type Greeter = Pick<voice.AgentSession, "say" | "generateReply">;
type Playable = NonNullable<Parameters<voice.AgentSession["say"]>[1]>["audio"];

/** Long enough to be sent, too short to be noticed. */
const OPENING_MS = 100;

/**
 * Begins the conversation as the persona wants it. What is said is in the history, so that the model
 * knows of it.
 */
export function greet(session: Greeter, persona: Persona, env: Readonly<Record<string, string | undefined>>): void {
  const { greeting, greetingAudio, firstSpeaker, llm, tts } = persona;
  if (firstSpeaker === "caller") session.say("", { audio: playable(silence(OPENING_MS)), addToChatCtx: false });
  else if (greetingAudio !== undefined) {
    session.say(greeting ?? "", {
      audio: playable(readRecording(greetingAudio, env)),
      addToChatCtx: greeting !== undefined,
    });
  } else if (greeting === undefined) session.generateReply();
  else if (tts !== undefined || llm === undefined) session.say(greeting);
  // A realtime model speaks by itself, so it has to be asked.
  else session.generateReply({ instructions: `Say exactly this, and nothing else: ${greeting}` });
}

/** Node's streams and the browser's are one thing under two types. */
function playable(frames: readonly AudioFrame[]): Playable {
  return ReadableStream.from(frames) as Playable;
}
