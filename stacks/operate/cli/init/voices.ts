import { PLUGINS } from "@arkenos/agent/plugins";

/** LiveKit's own service, which a project of LiveKit Cloud has. */
export const INFERENCE = "inference";

/** What an agent can be made to talk with: LiveKit Inference, or a plugin whose model hears and speaks by itself. */
export const VOICES: readonly string[] = [
  INFERENCE,
  ...[...PLUGINS].filter(([, { makers }]) => makers.realtime).map(([name]) => name),
];
