import fc from "fast-check";
import { type History, histories, type Scope, scopeFlags } from "./history.js";
import { type Outcome, play } from "./play.js";

/** A failed history. */
export interface Found extends Outcome {
  readonly seed: number;
  readonly scope: Scope;
  /** The shortest history that still fails. */
  readonly history: History;
}

/** The time limit for a history and all its shorter forms, in milliseconds. */
const LONGEST_SEARCH_MS = 60_000;

/**
 * Plays the history of a seed. @returns the errors of the shortest history that shows them; undefined if there are none
 */
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
  // The search for a shorter history may run out of time too: then it returns the shortest so far.
  if (interrupted && !failed && last) return { seed, scope, history: last, story: [], wrong: ["it never ends"] };
  if (!failed || !counterexample) return undefined;
  return { seed, scope, history: counterexample[0], ...worst };
}

/** The report of a failure, for a person. */
export function report({ seed, scope, history, wrong, story }: Found): string {
  return [
    `Seed ${seed}:`,
    ...wrong.map((what) => `  ${what}`),
    ...story.map((line) => `    ${line}`),
    `  ${JSON.stringify(history)}`,
    `  Play it again: npm run test:histories -- --seed ${seed} --runs 1${scopeFlags(scope)}`,
  ].join("\n");
}

/** A history that crashes the simulation is a failure too. */
async function outcomeOf(history: History): Promise<Outcome> {
  try {
    return await play(history);
  } catch (error) {
    return { story: [], wrong: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}
