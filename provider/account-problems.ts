import { livekit } from "./livekit/client.js";
import { ENVIRONMENT, type Setting } from "./session.js";
import { twilio } from "./twilio/client.js";

/**
 * What keeps the two clouds from being reached with these settings, one sentence each; a setting that
 * is undefined is looked for in the environment. Nothing is called.
 */
export function accountProblems(
  get: (name: Setting) => string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): string[] {
  const setting = (name: Setting) => get(name) || env[ENVIRONMENT[name]] || undefined;
  return [livekit, twilio].flatMap((cloud) => cloud.problems(setting));
}
