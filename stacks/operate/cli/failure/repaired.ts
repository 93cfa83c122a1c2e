import { repairState } from "../../engine/damaged-state.js";
import type { Answer } from "../terminal/answer.js";
import { knownFailure } from "./known-failure.js";
import { beyondRepair, UnreadableStateError } from "./unreadable-state-error.js";

/** A project's folder and the environment, which tell where the state is kept. */
interface Place {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Does something with a state that a killed run may have left half written. It is repaired before, and once more where
 * the engine comes upon damage: what was still running at first may have been killed since.
 *
 * @throws CommandError that says what to do where nothing is left to repair it from
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
  const text = `The state was repaired: ${[...new Set(repaired)].join(", ")}.\n${answer.text}`;
  return { ...answer, data: { ...answer.data, repaired }, text };
}
