import { APITimeoutError, APIConnectionError, type llm, tts } from "@livekit/agents";

/**
 * Timeout of a model's response, in milliseconds; LiveKit's default for a language model with a fallback. Together with
 * the built-in apology, a caller waits at most ten seconds.
 */
export const MODEL_TIMEOUT_MS = 5_000;

/** Text that can be pronounced. */
export const SPEAKABLE = /[\p{L}\p{N}]/u;

/**
 * Adds a timeout to a language model that does not respond, or stops in the middle of a response: plugins limit their
 * requests in different ways or not at all.
 *
 * @param timeout timeout of a turn's first token, in milliseconds
 */
export function llmWithTimeout(
  model: llm.LLM,
  timeout: (turn: llm.ChatContext) => number = () => MODEL_TIMEOUT_MS,
): llm.LLM {
  const chat = model.chat.bind(model);
  model.chat = (options) => {
    let timeoutMs = timeout(options.chatCtx);
    const stream = chat(options);
    const next = stream.next.bind(stream);
    stream.next = () => {
      const timer = setTimeout(() => {
        const error = new APITimeoutError({ message: "did not respond in time" });
        model.emit("error", {
          type: "llm_error",
          timestamp: Date.now(),
          label: model.label(),
          error,
          recoverable: false,
        });
        stream.close();
      }, timeoutMs);
      return next().finally(() => {
        clearTimeout(timer);
        timeoutMs = MODEL_TIMEOUT_MS;
      });
    };
    return stream;
  };
  return model;
}

/**
 * Adds a timeout to a text-to-speech model that receives text and produces no audio, ends without audio, or stops before
 * the end.
 *
 * @param failing the model that reports the failure, if `model` is only an adapter for it
 * @param timeout timeout of the next turn's first audio, in milliseconds
 */
export function ttsWithTimeout(model: tts.TTS, failing = model, timeout = () => MODEL_TIMEOUT_MS): tts.TTS {
  // Without a listener, an error event after the call would end the process.
  model.on("error", () => {});
  const open = model.stream.bind(model);
  model.stream = (options) => {
    const timeoutMs = timeout();
    const stream = open(options);
    const pushText = stream.pushText.bind(stream);
    const next = stream.next.bind(stream);
    const endInput = stream.endInput.bind(stream);
    const close = stream.close.bind(stream);
    let timer: NodeJS.Timeout | undefined;
    let isPending = false;
    let isHeard = false;
    let isComplete = false;
    const settle = () => {
      clearTimeout(timer);
      isPending = false;
    };
    const end = () => {
      settle();
      model.off("error", settle);
    };
    const fail = (error: Error) => {
      end();
      const { label } = failing;
      failing.emit("error", { type: "tts_error", timestamp: Date.now(), label, error, recoverable: false });
    };
    const expect = (milliseconds: number, message: string) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        fail(new APITimeoutError({ message }));
        close();
      }, milliseconds);
    };
    // Do not report a known failure again as a timeout.
    model.on("error", settle);
    stream.pushText = (text) => {
      if (SPEAKABLE.test(text)) {
        isPending = true;
        expect(timeoutMs, "produced no audio in time");
      }
      pushText(text);
    };
    stream.endInput = () => {
      isComplete = true;
      endInput();
    };
    stream.next = async () => {
      if (isComplete && isHeard) expect(MODEL_TIMEOUT_MS, "stopped in the middle of a turn");
      const result = await next();
      const isEnd = result.done === true || result.value === tts.SynthesizeStream.END_OF_STREAM;
      if (isEnd && isPending) fail(new APIConnectionError({ message: "ended without audio" }));
      else if (isEnd) end();
      else settle();
      isHeard = !isEnd;
      return result;
    };
    stream.close = () => {
      end();
      close();
    };
    return stream;
  };
  return model;
}
