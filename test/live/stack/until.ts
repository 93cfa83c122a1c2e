import { setTimeout as sleep } from "node:timers/promises";

/** How long to ask, and how often. */
export interface Patience {
  /** @default 30 s */
  readonly forMs?: number;
  /** @default 50 ms */
  readonly everyMs?: number;
}

/**
 * Asks until there is an answer other than undefined and false; an error counts as none.
 * @throws with the last error if there was none in time
 */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined | false> | Answer | undefined | false,
  { forMs = 30_000, everyMs = 50 }: Patience = {},
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
