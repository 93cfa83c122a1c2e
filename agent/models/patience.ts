import { APITimeoutError, APIConnectionError, type llm, tts } from "@livekit/agents";

/**
 * How long a model may keep a caller waiting, in milliseconds; LiveKit's own figure for a language model with a fallback.
 * With the built-in apology it makes ten seconds.
 */
export const PATIENCE_MS = 5_000;

/** What a voice can pronounce. */
export const SPEAKABLE = /[\p{L}\p{N}]/u;

/**
 * Makes a language model fail that does not answer, or stops in the middle of an answer: plugins bound their requests,
 * if at all, in ways of their own.
 *
 * @param patience how long to wait for it in a turn, in milliseconds
 */
export function impatientLlm(model: llm.LLM, patience: (turn: llm.ChatContext) => number = () => PATIENCE_MS): llm.LLM {
  const chat = model.chat.bind(model);
  model.chat = (options) => {
    let patienceMs = patience(options.chatCtx);
    const stream = chat(options);
    const next = stream.next.bind(stream);
    stream.next = () => {
      const timer = setTimeout(() => {
        const error = new APITimeoutError({ message: "did not answer in time" });
        model.emit("error", {
          type: "llm_error",
          timestamp: Date.now(),
          label: model.label(),
          error,
          recoverable: false,
        });
        stream.close();
      }, patienceMs);
      return next().finally(() => {
        clearTimeout(timer);
        patienceMs = PATIENCE_MS;
      });
    };
    return stream;
  };
  return model;
}

/**
 * Makes a voice fail that has text and says nothing, be it that it waits or that it ends, or that stops before the end.
 *
 * @param failing the model whose failure it is, where `model` only adapts it
 * @param patience how long to wait for it in the turn that begins, in milliseconds
 */
export function impatientTts(model: tts.TTS, failing = model, patience = () => PATIENCE_MS): tts.TTS {
  // An event without a listener, as after the call, would end the process.
  model.on("error", () => {});
  const open = model.stream.bind(model);
  model.stream = (options) => {
    const patienceMs = patience();
    const stream = open(options);
    const pushText = stream.pushText.bind(stream);
    const next = stream.next.bind(stream);
    const endInput = stream.endInput.bind(stream);
    const close = stream.close.bind(stream);
    let timer: NodeJS.Timeout | undefined;
    let isOwed = false;
    let isHeard = false;
    let isComplete = false;
    const settle = () => {
      clearTimeout(timer);
      isOwed = false;
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
    // A failure that is known is not reported as silence as well.
    model.on("error", settle);
    stream.pushText = (text) => {
      if (SPEAKABLE.test(text)) {
        isOwed = true;
        expect(patienceMs, "said nothing in time");
      }
      pushText(text);
    };
    stream.endInput = () => {
      isComplete = true;
      endInput();
    };
    stream.next = async () => {
      if (isComplete && isHeard) expect(PATIENCE_MS, "stopped in the middle of a turn");
      const result = await next();
      const isEnd = result.done === true || result.value === tts.SynthesizeStream.END_OF_STREAM;
      if (isEnd && isOwed) fail(new APIConnectionError({ message: "ended without a sound" }));
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
