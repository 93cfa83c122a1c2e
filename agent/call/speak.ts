import type { voice } from "@livekit/agents";
import type { Persona } from "../contract/persona.js";

/** What a text is said by. */
export type Speaker = Pick<voice.AgentSession, "say" | "generateReply">;

/** How it is said. */
export interface Manner {
  /** Whether a caller who speaks stops it. @default as the persona says */
  readonly allowInterruptions?: boolean;
}

/** Says a text: with the persona's voice, or else with that of its realtime model, which has to be asked. */
export function speak(
  session: Speaker,
  { tts, llm }: Pick<Persona, "tts" | "llm">,
  text: string,
  manner: Manner = {},
): voice.SpeechHandle {
  if (tts !== undefined || llm === undefined) return session.say(text, manner);
  return session.generateReply({ instructions: `Say exactly this, and nothing else: ${text}`, ...manner });
}
