import { type APIConnectOptions, llm, log, stt, voice } from "@livekit/agents";
import { ParticipantKind } from "@livekit/rtc-node";
import type { Model } from "../contract/model.js";
import type { Persona } from "../contract/persona.js";
import { isRealtime } from "../contract/plugin-problem.js";
import type { Models } from "../models/models.js";
import { telephoneFilter } from "../models/noise-cancellation.js";
import { PATIENCE_MS } from "../models/patience.js";
import { Voices } from "../models/voices.js";
import type { LiveCall } from "./live-call.js";
import { turnTaking } from "./turn-taking.js";

/** A persona, ready to be put through. */
export interface Conversation {
  readonly session: voice.AgentSession;
  readonly agent: voice.Agent;
}

/** LiveKit drops a turn that is silent for this long, without an error; the models' own patience ends before it does. */
const IDLE_MS = 4 * PATIENCE_MS;

/** Makes a session and its agent out of a persona. Needs no room, and calls nothing. */
export function conversationOf(persona: Persona, models: Models, tools: readonly llm.ToolContextEntry[]): Conversation {
  const agent = new voice.Agent({ instructions: instructionsOf(persona), tools: [...tools] });
  return {
    session: new voice.AgentSession({
      ...models,
      ...turnTaking(persona, models),
      connOptions: retries(models),
      ttsReadIdleTimeout: IDLE_MS,
      forwardAudioIdleTimeout: IDLE_MS,
    }),
    agent,
  };
}

/** Puts the session into the call's room, on the line with the caller alone. */
export async function startSession(
  { ctx, agentId, persona, caller, session }: LiveCall,
  agent: voice.Agent,
): Promise<void> {
  log().info(
    {
      agentId,
      stt: label(persona.stt),
      llm: label(persona.llm),
      tts: label(persona.tts),
      tools: persona.tools.length,
    },
    "Starting session with system_prompt...",
  );
  // Nobody listens where there is nothing to hear with.
  const options = line(ctx, caller, persona.stt !== undefined || isRealtime(persona.llm));
  const noiseCancellation = persona.noiseCancellation === true ? await telephoneFilter() : undefined;
  await session.start({
    agent,
    ...options,
    inputOptions: { ...options.inputOptions, ...(noiseCancellation && { noiseCancellation }) },
  });
}

/** A session that can only play sounds, started: it needs no model. */
export async function bareSession({ ctx, caller }: Pick<LiveCall, "ctx" | "caller">): Promise<voice.AgentSession> {
  const session = new voice.AgentSession({ vad: null, turnHandling: { turnDetection: null } });
  await session.start({ agent: new voice.Agent({ instructions: "" }), ...line(ctx, caller, false) });
  return session;
}

/** The line between a session and the caller. */
function line({ room }: Pick<LiveCall["ctx"], "room">, caller: LiveCall["caller"], audioEnabled: boolean) {
  return {
    room,
    record: false,
    inputOptions: {
      ...(caller && { participantIdentity: caller.identity }),
      participantKinds: [ParticipantKind.SIP],
      closeOnDisconnect: true,
      audioEnabled,
    },
  };
}

/** How long a model is tried again by itself: a caller waits. Adapters of several models try again in their own way. */
function retries(models: Models): voice.AgentSessionOptions["connOptions"] {
  const some = { maxRetry: 3, retryIntervalMs: 1_000, timeoutMs: PATIENCE_MS } satisfies APIConnectOptions;
  const none = { ...some, maxRetry: 0 };
  return {
    sttConnOptions: models.stt instanceof stt.FallbackAdapter ? none : some,
    llmConnOptions: models.llm instanceof llm.FallbackAdapter ? none : some,
    ttsConnOptions: models.tts instanceof Voices ? none : some,
  };
}

/** The prompt is the persona's; only a language other than the prompt's own has to be said. */
function instructionsOf({ systemPrompt, language }: Persona): string {
  return language === "en" ? systemPrompt : `${systemPrompt}\n\nSpeak the language ${language}.`;
}

function label(model: Model | undefined): string | undefined {
  return typeof model === "object" ? model.plugin : model;
}
