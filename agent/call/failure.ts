import { log, voice } from "@livekit/agents";
import type { LiveCall } from "./live-call.js";

/** Notices models that fail. */
export function watchFailures({ agentId, session }: LiveCall): void {
  session.on(voice.AgentSessionEventTypes.Error, ({ error }) =>
    log().error({ agentId, error }, "A model of the session failed"),
  );
}
