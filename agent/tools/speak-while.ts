import type { voice } from "@livekit/agents";

/** How long a caller hears nothing before the bridge is spoken. */
const QUIET_MS = 1_000;

/** Does work, and speaks a sentence, once, if the caller has heard nothing for a second by then. */
export function bridged<T>(
  sentence: string | undefined,
  ctx: Pick<voice.RunContext, "filler">,
  work: () => Promise<T>,
): Promise<T> {
  return sentence === undefined ? work() : ctx.filler(sentence, { delay: QUIET_MS }, work);
}
