import { voice } from "@livekit/agents";
import { FallbackStt } from "../models/fallback-stt.js";
import type { LiveCall } from "./live-call.js";

const { AgentSessionEventTypes: Events } = voice;

/** Shortest speech that contains a word, including the pause that ends it, in milliseconds. */
const SHORTEST_MS = 1_000;
/** How long after speech its transcript may arrive, in milliseconds. */
const DELAY_MS = 2_000;

/**
 * Counts the caller's turns without a transcript, because a speech-to-text model that is connected but silent causes no
 * error. Speech over the agent does not count: it may be an echo. Sessions without voice activity detection are not
 * covered, since only the speech-to-text model detects speech there.
 */
export function watchHearing({ session, transferState }: Pick<LiveCall, "session" | "transferState">): void {
  const { stt } = session;
  if (!(stt instanceof FallbackStt)) return;
  let speechStartedAt: number | undefined;
  let timer: NodeJS.Timeout | undefined;

  session.on(Events.UserStateChanged, ({ newState }) => {
    clearTimeout(timer);
    if (newState === "speaking" && session.agentState === "listening") speechStartedAt ??= Date.now();
    else if (newState === "listening" && speechStartedAt !== undefined && Date.now() - speechStartedAt >= SHORTEST_MS)
      timer = setTimeout(() => {
        speechStartedAt = undefined;
        if (!transferState.holdsCaller) stt.transcriptMissing();
      }, DELAY_MS);
    else speechStartedAt = undefined;
  });
  session.on(Events.UserInputTranscribed, ({ transcript }) => {
    if (transcript.trim() === "") return;
    clearTimeout(timer);
    speechStartedAt = undefined;
    stt.transcriptReceived();
  });
  session.on(Events.Close, () => clearTimeout(timer));
}
