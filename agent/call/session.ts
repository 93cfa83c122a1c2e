import { type APIConnectOptions, llm, log, stt, voice } from "@livekit/agents";
import { ParticipantKind } from "@livekit/rtc-node";
import type { Model } from "../contract/model.js";
import type { Persona } from "../contract/persona.js";
import { isRealtime } from "../contract/plugin-problem.js";
import type { Models } from "../models/models.js";
import { telephoneFilter } from "../models/noise-cancellation.js";
import { FallbackTts } from "../models/fallback-tts.js";
import { MODEL_TIMEOUT_MS } from "../models/model-timeout.js";
import type { LiveCall } from "./live-call.js";
import { turnTaking } from "./turn-taking.js";

/** A session and its agent, ready to start. */
export interface Conversation {
  readonly session: voice.AgentSession;
  readonly agent: voice.Agent;
}

/** LiveKit drops a turn without audio after this time, without an error; the models' timeouts are shorter. */
const IDLE_MS = 4 * MODEL_TIMEOUT_MS;

/** Creates the session and agent of a persona. Needs no room and sends no request. */
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

/** Starts the session in the call's room, linked to the caller only. */
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
  // Without an stt or a realtime model, nothing can process the caller's audio.
  const options = startOptions(ctx, caller, persona.stt !== undefined || isRealtime(persona.llm));
  const noiseCancellation = persona.noiseCancellation === true ? await telephoneFilter() : undefined;
  await session.start({
    agent,
    ...options,
    inputOptions: { ...options.inputOptions, ...(noiseCancellation && { noiseCancellation }) },
  });
}

/** Starts a session without models, which can only play recordings. */
export async function bareSession({ ctx, caller }: Pick<LiveCall, "ctx" | "caller">): Promise<voice.AgentSession> {
  const session = new voice.AgentSession({ vad: null, turnHandling: { turnDetection: null } });
  await session.start({ agent: new voice.Agent({ instructions: "" }), ...startOptions(ctx, caller, false) });
  return session;
}

/** Options that link a session to the caller. */
function startOptions({ room }: Pick<LiveCall["ctx"], "room">, caller: LiveCall["caller"], audioEnabled: boolean) {
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

/** Retries of single models, kept short because a caller waits. Adapters of several models handle retries themselves. */
function retries(models: Models): voice.AgentSessionOptions["connOptions"] {
  const some = { maxRetry: 3, retryIntervalMs: 1_000, timeoutMs: MODEL_TIMEOUT_MS } satisfies APIConnectOptions;
  const none = { ...some, maxRetry: 0 };
  return {
    sttConnOptions: models.stt instanceof stt.FallbackAdapter ? none : some,
    llmConnOptions: models.llm instanceof llm.FallbackAdapter ? none : some,
    ttsConnOptions: models.tts instanceof FallbackTts ? none : some,
  };
}

/** The persona's prompt, and its language unless it is English. */
function instructionsOf({ systemPrompt, language }: Persona): string {
  return language === "en" ? systemPrompt : `${systemPrompt}\n\nSpeak the language ${language}.`;
}

function label(model: Model | undefined): string | undefined {
  return typeof model === "object" ? model.plugin : model;
}
