import { APIError, llm, log, voice } from "@livekit/agents";
import { loggableError } from "../without-secrets.js";
import type { Persona } from "../contract/persona.js";
import { modelFailure } from "../models/model-failure.js";
import { modelName } from "../models/models.js";
import { apologize } from "./apology.js";
import { coldTransfer } from "./cold-transfer.js";
import type { FailedCall, LiveCall } from "./live-call.js";
import { watchReplies } from "./missing-replies.js";

const PARTS = {
  stt_error: "stt",
  llm_error: "llm",
  tts_error: "tts",
  realtime_model_error: "realtime",
} as const;

type Part = (typeof PARTS)[keyof typeof PARTS];
type ModelError = Extract<voice.ErrorEvent["error"], { type: keyof typeof PARTS }>;

/**
 * Ends the call properly when it cannot continue because a model failed without a fallback or the process is broken. The
 * caller always hears one apology and is then transferred or disconnected.
 *
 * @returns a function that ends the call for any other failure; see {@link endFailed}. Only the first failure counts
 */
export function watchFailures(call: LiveCall): (hasVoice: boolean) => Promise<void> {
  const { session, ctx, failures, persona } = call;
  let end: Promise<void> | undefined;
  const fail = (hasVoice: boolean) => (end ??= endFailed(call, hasVoice));

  session.on(voice.AgentSessionEventTypes.Error, ({ error, source }) => {
    // LiveKit continues without interruption detection.
    if (error.type === "interruption_detection_error" || !isLast(error, source)) return;
    // Otherwise the session would close before the apology.
    Object.assign(error, { recoverable: true });
    const part = PARTS[error.type];
    // Realtime models, and adapters whose models end without an error, report failures only here.
    if (!failures.has(part)) failures.add(modelFailure(part, nameOf(part, persona), error.error));
    void fail(part !== "tts" && part !== "realtime");
  });
  if (session.llm instanceof llm.RealtimeModel)
    watchReplies(session, (error) => {
      failures.add(modelFailure("realtime", nameOf("realtime", persona), error));
      void fail(false);
    });

  const broken = (error: unknown) => {
    failures.add(modelFailure("process", "worker", error), "The process of the call failed");
    void fail(false);
  };
  const rejected = (error: unknown) => {
    const failure = modelFailure("process", "worker", error);
    if (isKnown(error) || failures.failures.some(({ message }) => message === failure.message))
      log().debug(failure, "Unhandled rejection");
    else broken(error);
  };
  // A closed session leaves rejected promises behind.
  session.on(voice.AgentSessionEventTypes.Close, () => process.off("unhandledRejection", rejected));
  process.on("uncaughtException", broken).on("unhandledRejection", rejected);
  ctx.addShutdownCallback(
    async () => void process.off("uncaughtException", broken).off("unhandledRejection", rejected),
  );
  return fail;
}

/** Whether LiveKit leaves this rejection unhandled: a model failure that it also reports, or the result of closing. */
function isKnown(error: unknown): boolean {
  if (error instanceof APIError || error instanceof llm.RealtimeError) return true;
  if (!(error instanceof Error)) return false;
  return error.name === "AbortError" || ("code" in error && error.code === "ERR_INVALID_STATE");
}

/** Apologizes, then follows the persona's `onFailure`. */
export async function endFailed(call: FailedCall, hasVoice: boolean): Promise<void> {
  const { then, target } = call.persona.onFailure ?? {};
  await apologize(call, hasVoice).catch((error: unknown) =>
    log().error({ error: loggableError(error, call.env) }, "The apology failed"),
  );
  if (then === "transfer" && target !== undefined) {
    try {
      await call.transferState.attempt(() => coldTransfer(call)(target));
      return await call.hangUp("transferred");
    } catch (error) {
      log().error(
        { ...modelFailure("transfer", target, error) },
        "The caller could not be transferred after the failure",
      );
    }
  }
  await call.hangUp("failure");
}

function nameOf(part: Part, persona: Persona): string {
  const model = persona[part === "realtime" ? "llm" : part];
  return model === undefined ? part : modelName(model);
}

/** Whether no fallback takes over. A language model that fails in the middle of a response may still have fallbacks. */
function isLast(error: ModelError, source: voice.ErrorEvent["source"]): boolean {
  if (error.recoverable) return false;
  if (source instanceof llm.FallbackAdapter) return source._status.every(({ available }) => !available);
  return true;
}
