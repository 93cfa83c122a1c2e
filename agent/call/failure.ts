import { APIConnectionError, APIError, APITimeoutError, llm, log, voice } from "@livekit/agents";
import { loggableError } from "../without-secrets.js";
import type { Persona } from "../contract/persona.js";
import { modelFailure } from "../models/model-failure.js";
import { modelName } from "../models/models.js";
import { PATIENCE_MS } from "../models/patience.js";
import { apologize } from "./apology.js";
import { coldTransfer } from "./cold-transfer.js";
import type { FailedCall, LiveCall } from "./live-call.js";

const PARTS = {
  stt_error: "stt",
  llm_error: "llm",
  tts_error: "tts",
  realtime_model_error: "realtime",
} as const;

type Part = (typeof PARTS)[keyof typeof PARTS];
type ModelError = Extract<voice.ErrorEvent["error"], { type: keyof typeof PARTS }>;

/**
 * Ends the call well when it cannot go on: a model has failed and none takes over, or the process is broken. Whatever
 * a model or a plugin does, the caller hears one apology, and is transferred or hung up on.
 *
 * @returns ends the call for any other failure, once: see {@link endFailed}
 */
export function watchFailures(call: LiveCall): (hasVoice: boolean) => Promise<void> {
  const { session, ctx, failures, persona } = call;
  let end: Promise<void> | undefined;
  const fail = (hasVoice: boolean) => (end ??= endFailed(call, hasVoice));

  session.on(voice.AgentSessionEventTypes.Error, ({ error, source }) => {
    // LiveKit itself goes on without its detector of interruptions.
    if (error.type === "interruption_detection_error" || !isLast(error, source)) return;
    // The session would close, and could not even apologize.
    Object.assign(error, { recoverable: true });
    const part = PARTS[error.type];
    // A realtime model, and an adapter whose models ended without an error, are heard of only here.
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
      log().debug(failure, "An unhandled rejection");
    else broken(error);
  };
  // A conversation that is over leaves promises behind.
  session.on(voice.AgentSessionEventTypes.Close, () => process.off("unhandledRejection", rejected));
  process.on("uncaughtException", broken).on("unhandledRejection", rejected);
  ctx.addShutdownCallback(
    async () => void process.off("uncaughtException", broken).off("unhandledRejection", rejected),
  );
  return fail;
}

/** A rejection that LiveKit leaves unhandled: of a model's failure that it reports besides, or of what it has closed. */
function isKnown(error: unknown): boolean {
  if (error instanceof APIError || error instanceof llm.RealtimeError) return true;
  if (!(error instanceof Error)) return false;
  return error.name === "AbortError" || ("code" in error && error.code === "ERR_INVALID_STATE");
}

/** Apologizes, then does what the persona says. */
export async function endFailed(call: FailedCall, hasVoice: boolean): Promise<void> {
  const { then, target } = call.persona.onFailure ?? {};
  await apologize(call, hasVoice).catch((error: unknown) =>
    log().error({ error: loggableError(error, call.env) }, "The apology failed"),
  );
  if (then === "transfer" && target !== undefined) {
    try {
      await call.handOver.attempt(() => coldTransfer(call)(target));
      return await call.hangUp("transferred");
    } catch (error) {
      log().error(
        { ...modelFailure("transfer", target, error) },
        "The caller of a failed call could not be transferred",
      );
    }
  }
  await call.hangUp("failure");
}

function nameOf(part: Part, persona: Persona): string {
  const model = persona[part === "realtime" ? "llm" : part];
  return model === undefined ? part : modelName(model);
}

/** Whether nothing takes over: a language model that fails in the middle of an answer may have others beside it. */
function isLast(error: ModelError, source: voice.ErrorEvent["source"]): boolean {
  if (error.recoverable) return false;
  if (source instanceof llm.FallbackAdapter) return source._status.every(({ available }) => !available);
  return true;
}

/** A realtime model that does not answer, to the caller or to what a tool found, sends no error. */
function watchReplies(session: voice.AgentSession, fail: (error: Error) => void): void {
  session.on(voice.AgentSessionEventTypes.SpeechCreated, ({ speechHandle, source }) => {
    if (source === "say") return;
    const before = speechHandle.chatItems.length;
    const isMute = () => !speechHandle.interrupted && speechHandle.chatItems.length === before;
    const check = () => {
      if (!isMute()) return;
      if (session.agentState !== "speaking" && session.userState !== "speaking")
        return fail(new APITimeoutError({ message: "did not answer in time" }));
      timer = setTimeout(check, PATIENCE_MS);
    };
    let timer = setTimeout(check, PATIENCE_MS);
    speechHandle.addDoneCallback(() => {
      clearTimeout(timer);
      if (isMute()) fail(new APIConnectionError({ message: "did not answer" }));
    });
  });
}
