import { livekit } from "./livekit/client.js";
import type { Problem } from "./problem.js";
import type { Settings } from "./settings.js";
import { twilio } from "./twilio/client.js";

/** What prevents these settings from reaching the two clouds. Makes no calls. */
export function accountProblems(settings: Settings): Problem[] {
  return [livekit, twilio].flatMap((cloud) => cloud.problems(settings));
}
