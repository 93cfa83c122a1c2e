import { livekit } from "./livekit/client.js";
import type { Problem } from "./problem.js";
import type { Settings } from "./settings.js";
import { twilio } from "./twilio/client.js";

/** What keeps the two clouds from being reached with these settings. Nothing is called. */
export function accountProblems(settings: Settings): Problem[] {
  return [livekit, twilio].flatMap((cloud) => cloud.problems(settings));
}
