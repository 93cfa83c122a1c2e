import { APIConnectionError, APITimeoutError, voice } from "@livekit/agents";
import { MODEL_TIMEOUT_MS } from "../models/model-timeout.js";

/** Detects a realtime model that stops responding to the caller or to a tool's result, which causes no error event. */
export function watchReplies(session: voice.AgentSession, fail: (error: Error) => void): void {
  session.on(voice.AgentSessionEventTypes.SpeechCreated, ({ speechHandle, source }) => {
    if (source === "say") return;
    const before = speechHandle.chatItems.length;
    const isSilent = () => !speechHandle.interrupted && speechHandle.chatItems.length === before;
    const check = () => {
      if (!isSilent()) return;
      if (session.agentState !== "speaking" && session.userState !== "speaking")
        return fail(new APITimeoutError({ message: "did not respond in time" }));
      timer = setTimeout(check, MODEL_TIMEOUT_MS);
    };
    let timer = setTimeout(check, MODEL_TIMEOUT_MS);
    speechHandle.addDoneCallback(() => {
      clearTimeout(timer);
      if (isSilent()) fail(new APIConnectionError({ message: "did not respond" }));
    });
  });
}
