import { APIStatusError } from "@livekit/agents";
import { secretsIn, withoutCredentials } from "../without-secrets.js";

/** The used part of a model's error event in `@livekit/agents`. */
export interface ModelErrorEvent {
  readonly error: Error;
}

/** A failure of a model, without secrets. */
export interface ModelFailure {
  /** What failed: `stt`, `llm`, `tts`, `realtime`, `transfer` or `process`. */
  readonly part: string;
  /** The persona's name for it: `deepgram/nova-3`, `elevenlabs`. */
  readonly model: string;
  /** HTTP status of the provider, if any. */
  readonly status?: number;
  /** The provider's message. */
  readonly message: string;
}

/** Receives failures of models. */
export type FailureListener = (failure: ModelFailure) => void;

/** Describes an error without the environment's secrets: a provider may repeat the key it rejects. */
export function modelFailure(part: string, model: string, error: unknown): ModelFailure {
  const message = error instanceof Error ? error.message : String(error);
  const status = error instanceof APIStatusError && error.statusCode > 0 ? error.statusCode : undefined;
  return {
    part,
    model,
    ...(status !== undefined && { status }),
    message: withoutCredentials(message, secretsIn(process.env)),
  };
}
