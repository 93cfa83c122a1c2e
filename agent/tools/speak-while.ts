import type { voice } from "@livekit/agents";

/** How long the work takes before the filler is spoken, in milliseconds. */
const QUIET_MS = 1_000;

/** Runs work, and speaks a filler sentence once if it takes longer than a second. */
export function withFiller<T>(
  sentence: string | undefined,
  ctx: Pick<voice.RunContext, "filler">,
  work: () => Promise<T>,
): Promise<T> {
  return sentence === undefined ? work() : ctx.filler(sentence, { delay: QUIET_MS }, work);
}
