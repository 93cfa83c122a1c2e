import { storageProblem } from "@arkenos/agent/call-recording";
import type { Problem } from "@arkenos/provider/problem";
import type { Draft } from "../schema/reading.js";
import type { Config } from "./config-schema.js";

/** Recordings for which the stack's LiveKit server has no storage. */
export function recordingProblems({ agents = {} }: Draft<Config>, livekitUrl: string | undefined): Problem[] {
  if (livekitUrl === undefined) return [];
  return Object.entries(agents).flatMap(([id, persona]) => {
    const detail = persona?.recording && storageProblem(persona.recording, livekitUrl);
    return detail ? [{ path: ["agents", id, "recording", "storage"], ...detail }] : [];
  });
}
