import { inference, type voice } from "@livekit/agents";
import type { Persona } from "../contract/persona.js";
import { isRealtime } from "../contract/plugin-problem.js";
import type { Models } from "../models/models.js";

type Detection = Exclude<NonNullable<voice.AgentSessionOptions["turnHandling"]>["turnDetection"], undefined>;
type TurnTaking = Pick<voice.AgentSessionOptions, "vad" | "turnHandling" | "userAwayTimeout">;

/** Session options for detecting the end of a turn and for interruptions. */
export function turnTaking(persona: Persona, models: Models): TurnTaking {
  const { interruptions, endpointing, preemptiveGeneration } = persona;
  const { vad, turnDetection } = detection(persona, models);
  return {
    ...(vad === null && { vad }),
    // watchSilence handles silence.
    userAwayTimeout: null,
    turnHandling: {
      turnDetection,
      ...(interruptions && {
        interruption: {
          ...(interruptions.enabled !== undefined && { enabled: interruptions.enabled }),
          ...(interruptions.minWords !== undefined && { minWords: interruptions.minWords }),
        },
      }),
      ...(endpointing && {
        endpointing: { minDelay: endpointing.minSeconds * 1000, maxDelay: endpointing.maxSeconds * 1000 },
      }),
      ...(preemptiveGeneration !== undefined && { preemptiveGeneration: { enabled: preemptiveGeneration } }),
    },
  };
}

/** Selects the turn detection. Names the detector explicitly, because LiveKit's default depends on where the worker runs. */
function detection(persona: Persona, models: Models): { vad?: null; turnDetection: Detection } {
  if (isRealtime(persona.llm)) return { vad: null, turnDetection: "realtime_llm" };
  if (models.stt === undefined) return { vad: null, turnDetection: null };
  if (persona.turnDetection === "stt") return { vad: null, turnDetection: "stt" };
  if (persona.turnDetection === "vad") return { turnDetection: "vad" };
  return { turnDetection: new inference.TurnDetector({ version: "v1-mini" }) };
}
