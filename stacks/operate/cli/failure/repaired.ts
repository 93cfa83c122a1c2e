import { repairState } from "../../engine/damaged-state.js";
import type { Answer } from "../terminal/answer.js";
import { knownFailure } from "./known-failure.js";
import { beyondRepair, UnreadableStateError } from "./unreadable-state-error.js";

/** A project folder and the environment, which determine the state backend. */
interface Place {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Runs something on a state that a killed run may have left half written. The state is repaired first, and again if the
 * engine finds damage, because another run may have been killed in the meantime.
 *
 * @throws CommandError with the remedy if there is no copy to repair it from
 */
export async function onRepairedState({ folder, env }: Place, act: () => Promise<Answer>): Promise<Answer> {
  const repaired = await repairState(folder, env);
  const answer = await act().catch(async (thrown: unknown) => {
    const error = (thrown instanceof Error && knownFailure(thrown)) || thrown;
    if (!(error instanceof UnreadableStateError)) throw error;
    const since = await repairState(folder, env);
    if (since.length === 0) throw beyondRepair(error);
    repaired.push(...since);
    return act();
  });
  if (repaired.length === 0) return answer;
  const text = `Repaired the state: ${[...new Set(repaired)].join(", ")}.\n${answer.text}`;
  return { ...answer, data: { ...answer.data, repaired }, text };
}
