import { PLUGINS } from "@arkenos/agent/plugins";

/** LiveKit's own models, part of LiveKit Cloud. */
export const INFERENCE = "inference";

/** The choices for a first agent: LiveKit Inference, or a plugin with a realtime model. */
export const VOICES: readonly string[] = [
  INFERENCE,
  ...[...PLUGINS].filter(([, { makers }]) => makers.realtime).map(([name]) => name),
];
