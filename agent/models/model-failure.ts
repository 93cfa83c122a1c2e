import { APIStatusError } from "@livekit/agents";
import { secretsIn, withoutCredentials } from "../without-secrets.js";

/** The part of a model's error event, as `@livekit/agents` sends it, that is read here. */
export interface ModelErrorEvent {
  readonly error: Error;
}

/** What went wrong with a model, without secrets. */
export interface ModelFailure {
  /** What it does for the call: `stt`, `llm`, `tts` or `realtime`. */
  readonly part: string;
  /** As the persona names it: `deepgram/nova-3`, `elevenlabs`. */
  readonly model: string;
  /** The provider's HTTP status, where it gave one. */
  readonly status?: number;
  /** The provider's message. */
  readonly message: string;
}

/** Hears of failures of models. */
export type FailureListener = (failure: ModelFailure) => void;

/** Describes an error without the secrets of the environment: a provider may repeat the key that it refuses. */
export function modelFailure(part: string, model: string, error: unknown): ModelFailure {
  const said = error instanceof Error ? error.message : String(error);
  const status = error instanceof APIStatusError && error.statusCode > 0 ? error.statusCode : undefined;
  return {
    part,
    model,
    ...(status !== undefined && { status }),
    message: withoutCredentials(said, secretsIn(process.env)),
  };
}
