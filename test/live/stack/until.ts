import { setTimeout as sleep } from "node:timers/promises";

/** How long and how often to check. */
export interface PollOptions {
  /** @default 30 s */
  readonly forMs?: number;
  /** @default 50 ms */
  readonly everyMs?: number;
}

/**
 * Polls until the result is neither undefined nor false; an error counts as no result. @throws with the last error on a
 * timeout
 */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined | false> | Answer | undefined | false,
  { forMs = 30_000, everyMs = 50 }: PollOptions = {},
): Promise<Answer> {
  const deadline = Date.now() + forMs;
  for (;;) {
    let problem = "";
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      problem = `: ${(error as Error).message}`;
    }
    if (Date.now() > deadline) throw new Error(`${what}: not within ${forMs / 1000} s${problem}`);
    await sleep(everyMs);
  }
}
