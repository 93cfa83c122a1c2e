import { endAll } from "../engine/process-tree.js";
import type { Running, Workspace } from "../engine/workspace.js";
import { ACTS, begin, type Mode } from "./act.js";
import { type Cell, FAULTS } from "./cell.js";
import { judge, lastLines } from "./judge.js";
import type { Base, Lane } from "./lane.js";
import { recover } from "./recovery.js";
import type { Recording } from "./recording.js";
import { killPart } from "./kill.js";

/** The result of a cell. `refused`: the continuation was refused, and the remedy in the refusal worked. */
export interface Outcome {
  readonly verdict: "recovered" | "refused" | "failed";
  /** Whether the act itself succeeded despite the fault. */
  readonly succeeded: boolean;
  /** The commands that continued the run. */
  readonly commands: readonly string[];
  /** The errors; empty unless it failed. */
  readonly wrong: readonly string[];
  readonly seconds: number;
}

/**
 * Plays a cell: a call of the act meets its fault, something is killed, a person continues, and the result is judged.
 */
export async function play(lane: Lane, base: Base, cell: Cell, { references, mode }: Recording): Promise<Outcome> {
  const began = Date.now();
  const workspace = await lane.at(base);
  try {
    const ending = await disturb(lane, workspace, cell, mode);
    // If the act already deployed the config, the next up must send no request.
    const isThere = ending.code === 0 && ACTS[cell.act].command === "up";
    const { commands, last } = isThere ? { commands: [], last: ending } : await recover(workspace, cell, mode);
    endAll(ending.processes);
    const reference = references.get(ACTS[cell.act].to);
    if (!reference) throw new Error(`no undisturbed run of ${cell.act} was recorded`);
    const wrong =
      last.code === 0
        ? await judge(lane, workspace, cell, reference)
        : [`${commands.at(-1)} exits with ${last.code}: ${lastLines(last.output)}`];
    if (!ending.met) wrong.push(`${cell.call.operation} was not called ${cell.call.nth} times`);
    const verdict = wrong.length > 0 ? "failed" : commands.length > 1 ? "refused" : "recovered";
    return { verdict, succeeded: ending.code === 0, commands, wrong, seconds: (Date.now() - began) / 1000 };
  } finally {
    await workspace.dispose();
  }
}

/** Runs the act with its fault until it ends. */
async function disturb({ emulator }: Lane, workspace: Workspace, { act, call, fault, kill }: Cell, mode: Mode) {
  const { faults } = emulator[call.cloud];
  faults.next(call.operation, { kind: "delay", ms: 0 }, call.nth - 1);
  const held = faults.hold(call.operation, FAULTS[fault]);
  const running: Running = begin(workspace, ACTS[act], mode);
  const met = await Promise.race([held.arrived.then(() => true), running.ended.then(() => false)]);
  const processes = met ? await killPart(running.pid, kill) : [];
  // A killed engine must not receive the answer.
  if (kill === "engine" || kill === "machine") await running.ended;
  held.release();
  return { met, processes, ...(await running.ended) };
}
