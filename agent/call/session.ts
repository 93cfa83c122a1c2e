import { inference, type llm, log, voice } from "@livekit/agents";
import { ParticipantKind } from "@livekit/rtc-node";
import type { Model } from "../contract/model.js";
import type { Persona } from "../contract/persona.js";
import { isRealtime } from "../contract/plugin-problem.js";
import type { Models } from "../models/models.js";
import type { LiveCall } from "./live-call.js";

/** A persona, ready to be put through. */
export interface Conversation {
  readonly session: voice.AgentSession;
  readonly agent: voice.Agent;
}

/** Makes a session and its agent out of a persona. Needs no room, and calls nothing. */
export function conversationOf(persona: Persona, models: Models, tools: readonly llm.ToolContextEntry[]): Conversation {
  const agent = new voice.Agent({ instructions: instructionsOf(persona), tools: [...tools] });
  return { session: new voice.AgentSession({ ...models, ...turns(persona, models) }), agent };
}

/** Puts the session into the call's room, on the line with the caller alone. */
export async function startSession(
  { ctx, agentId, persona, caller, session }: LiveCall,
  agent: voice.Agent,
): Promise<void> {
  const { stt, llm, tts, tools } = persona;
  log().info(
    { agentId, stt: label(stt), llm: label(llm), tts: label(tts), tools: tools.length },
    "Starting session with system_prompt...",
  );
  await session.start({
    agent,
    room: ctx.room,
    record: false,
    inputOptions: {
      ...(caller && { participantIdentity: caller.identity }),
      participantKinds: [ParticipantKind.SIP],
      closeOnDisconnect: true,
      // Nobody listens where there is nothing to hear with.
      audioEnabled: stt !== undefined || isRealtime(llm),
    },
  });
}

/** The prompt is the persona's; only a language other than the prompt's own has to be said. */
function instructionsOf({ systemPrompt, language }: Persona): string {
  return language === "en" ? systemPrompt : `${systemPrompt}\n\nSpeak the language ${language}.`;
}

/**
 * Who notices the end of a turn. The detector is named, for the default one depends on where the
 * worker runs; nobody listens where there is nothing to hear with.
 */
function turns(persona: Persona, { stt }: Models): Pick<voice.AgentSessionOptions, "vad" | "turnHandling"> {
  if (isRealtime(persona.llm)) return { vad: null, turnHandling: { turnDetection: "realtime_llm" } };
  if (stt === undefined) return { vad: null, turnHandling: { turnDetection: null } };
  if (persona.turnDetection === "stt") return { vad: null, turnHandling: { turnDetection: "stt" } };
  if (persona.turnDetection === "vad") return { turnHandling: { turnDetection: "vad" } };
  return { turnHandling: { turnDetection: new inference.TurnDetector({ version: "v1-mini" }) } };
}

function label(model: Model | undefined): string | undefined {
  return typeof model === "object" ? model.plugin : model;
}
