import fc from "fast-check";
import { EVERYTHING, type History, histories, type Scope } from "./history.js";
import { type Outcome, play } from "./play.js";

/** A history in which something went wrong. */
export interface Found extends Outcome {
  readonly seed: number;
  readonly scope: Scope;
  /** The shortest one that still does. */
  readonly history: History;
}

/** How long a history may take with all its shorter ones, in milliseconds. */
const LONGEST_SEARCH_MS = 60_000;

/** Plays the history of a seed. @returns what went wrong, in the shortest history that shows it; nothing if all is well */
export async function searchSeed(seed: number, scope: Scope): Promise<Found | undefined> {
  let worst: Outcome = { story: [], wrong: [] };
  let last: History | undefined;
  const property = fc.asyncProperty(histories(scope), async (history) => {
    last = history;
    const outcome = await outcomeOf(history);
    if (outcome.wrong.length > 0) worst = outcome;
    return outcome.wrong.length === 0;
  });
  const limit = { interruptAfterTimeLimit: LONGEST_SEARCH_MS };
  const { failed, interrupted, counterexample } = await fc.check(property, { seed, numRuns: 1, ...limit });
  // The search for a shorter history may be cut off as well: then what it found by then is told.
  if (interrupted && !failed && last) return { seed, scope, history: last, story: [], wrong: ["it never ends"] };
  if (!failed || !counterexample) return undefined;
  return { seed, scope, history: counterexample[0], ...worst };
}

/** What was found, for a person. */
export function told({ seed, scope, history, wrong, story }: Found): string {
  const inScope = scope === EVERYTHING ? " --everything" : "";
  return [
    `Seed ${seed}:`,
    ...wrong.map((what) => `  ${what}`),
    ...story.map((line) => `    ${line}`),
    `  ${JSON.stringify(history)}`,
    `  Play it again: npm run test:histories -- --seed ${seed} --runs 1${inScope}`,
  ].join("\n");
}

/** A history that breaks the simulation itself is a finding, too. */
async function outcomeOf(history: History): Promise<Outcome> {
  try {
    return await play(history);
  } catch (error) {
    return { story: [], wrong: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}
