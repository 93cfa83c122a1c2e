import { lastReadIn } from "../../engine/past-run.js";
import type { EngineStack } from "../../engine/stack.js";

/** When a refresh last read both clouds: an ISO 8601 time, `now`, or null if unknown. */
export type ReadAt = string | null;

/** When a refresh last read both clouds into the state. If that cannot be read, the run goes on. */
export async function lastRead(stack: EngineStack): Promise<ReadAt> {
  const runs = await stack.history().catch(() => []);
  return lastReadIn(runs)?.toISOString() ?? null;
}

/** The same as a sentence: the age of the state that a run compares with. */
export function readAtText(readAt: ReadAt): string {
  if (readAt === "now") return "Both clouds were read just now.";
  if (readAt === null) return "The clouds have not been read into the state yet; use --refresh to read them first.";
  return `The clouds were last read at ${minuteText(readAt)}; use --refresh to read them again.`;
}

/** `2026-11-29 15:42 UTC`. @param time ISO 8601 */
export function minuteText(time: string): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
