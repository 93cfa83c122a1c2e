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
export function watchHearing({ session, handOver }: Pick<LiveCall, "session" | "handOver">): void {
  const { stt } = session;
  if (!(stt instanceof FallbackStt)) return;
  let begun: number | undefined;
  let timer: NodeJS.Timeout | undefined;

  session.on(Events.UserStateChanged, ({ newState }) => {
    clearTimeout(timer);
    if (newState === "speaking" && session.agentState === "listening") begun ??= Date.now();
    else if (newState === "listening" && begun !== undefined && Date.now() - begun >= SHORTEST_MS)
      timer = setTimeout(() => {
        begun = undefined;
        if (!handOver.hasCaller) stt.transcriptMissing();
      }, DELAY_MS);
    else begun = undefined;
  });
  session.on(Events.UserInputTranscribed, ({ transcript }) => {
    if (transcript.trim() === "") return;
    clearTimeout(timer);
    begun = undefined;
    stt.transcriptReceived();
  });
  session.on(Events.Close, () => clearTimeout(timer));
}
