import { storageProblem } from "@arkenos/agent/call-recording";
import { pathText } from "../schema/path.js";
import type { Draft } from "../schema/reading.js";
import type { Config } from "./config-schema.js";

/** Recordings that the LiveKit server of this stack can keep nowhere. */
export function recordingProblems({ agents = {} }: Draft<Config>, livekitUrl: string | undefined): string[] {
  if (livekitUrl === undefined) return [];
  return Object.entries(agents).flatMap(([id, persona]) => {
    const says = persona?.recording && storageProblem(persona.recording, livekitUrl);
    return says ? [`${pathText(["agents", id, "recording", "storage"])}: ${says}`] : [];
  });
}
