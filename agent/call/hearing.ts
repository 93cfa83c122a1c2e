import { voice } from "@livekit/agents";
import { Ears } from "../models/ears.js";
import type { LiveCall } from "./live-call.js";

const { AgentSessionEventTypes: Happens } = voice;

/** The shortest speech that has a word in it, in milliseconds, with the pause after which it counts as over. */
const SHORTEST_MS = 1_000;
/** How long after a speech its words may arrive, in milliseconds. */
const DELAY_MS = 2_000;

/**
 * Counts the caller's turns of which nothing is heard: a speech to text that is connected and silent sends no error.
 * What is said over the agent does not count, for it may be an echo. A session without a detector of voice notices
 * nothing: its speech to text says itself when somebody speaks.
 */
export function watchHearing({ session, handOver }: Pick<LiveCall, "session" | "handOver">): void {
  const ears = session.stt;
  if (!(ears instanceof Ears)) return;
  let begun: number | undefined;
  let timer: NodeJS.Timeout | undefined;

  session.on(Happens.UserStateChanged, ({ newState }) => {
    clearTimeout(timer);
    if (newState === "speaking" && session.agentState === "listening") begun ??= Date.now();
    else if (newState === "listening" && begun !== undefined && Date.now() - begun >= SHORTEST_MS)
      timer = setTimeout(() => {
        begun = undefined;
        if (!handOver.hasCaller) ears.missed();
      }, DELAY_MS);
    else begun = undefined;
  });
  session.on(Happens.UserInputTranscribed, ({ transcript }) => {
    if (transcript.trim() === "") return;
    clearTimeout(timer);
    begun = undefined;
    ears.heard();
  });
  session.on(Happens.Close, () => clearTimeout(timer));
}
