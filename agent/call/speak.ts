import type { voice } from "@livekit/agents";
import type { Persona } from "../contract/persona.js";

/** The part of a session that speaks. */
export type Speaker = Pick<voice.AgentSession, "say" | "generateReply">;

/** Options of an utterance. */
export interface SpeechOptions {
  /** Whether the caller can interrupt it. @default the persona's setting */
  readonly allowInterruptions?: boolean;
}

/** Speaks a text with the persona's tts or, if it has none, asks the realtime model to say it. */
export function speak(
  session: Speaker,
  { tts, llm }: Pick<Persona, "tts" | "llm">,
  text: string,
  options: SpeechOptions = {},
): voice.SpeechHandle {
  if (tts !== undefined || llm === undefined) return session.say(text, options);
  return session.generateReply({ instructions: `Say exactly this, and nothing else: ${text}`, ...options });
}
