import type { EngineStack } from "../../engine/stack.js";

/** When a refresh last read both clouds: a time in ISO 8601, `now`, or null if none is known of. */
export type ReadAt = string | null;

/** When a refresh last read both clouds into the state. Not knowing it stops no run. */
export async function lastRead(stack: EngineStack): Promise<ReadAt> {
  const read = await stack.lastRead().catch(() => undefined);
  return read?.toISOString() ?? null;
}

/** The same as a sentence: what a run compares with is as old as that. */
export function readAtText(readAt: ReadAt): string {
  if (readAt === "now") return "Both clouds were read for this.";
  if (readAt === null) return "No refresh is known to have read the clouds; --refresh reads both first.";
  return `The clouds were last read at ${readAt.slice(0, 16).replace("T", " ")} UTC; --refresh reads both first.`;
}
