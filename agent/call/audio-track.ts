import { voice } from "@livekit/agents";
import type { LiveCall } from "./live-call.js";

/** How long LiveKit may take to accept the agent's audio track, in milliseconds. It usually takes a fraction of a second. */
const PUBLISHED_WITHIN_MS = 10_000;

/**
 * Detects a call whose caller cannot hear the agent because LiveKit did not accept its audio track. The session
 * publishes the track in the background and reports no error: it would wait for minutes, in silence.
 *
 * @param fail ends the call
 */
export function watchAudioTrack(
  { ctx, session }: Pick<LiveCall, "ctx" | "session">,
  fail: (error: Error) => void,
): void {
  // The console has no room.
  if (ctx.isFakeJob) return;
  const timer = setTimeout(() => {
    const { size = 0 } = ctx.room.localParticipant?.trackPublications ?? {};
    if (size === 0)
      fail(new Error(`LiveKit did not accept the agent's audio within ${PUBLISHED_WITHIN_MS / 1_000} seconds`));
  }, PUBLISHED_WITHIN_MS);
  session.on(voice.AgentSessionEventTypes.Close, () => clearTimeout(timer));
}
