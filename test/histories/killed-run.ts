import { resources } from "@arkenos/provider";
import { findLeftBehind, type Session } from "@arkenos/provider/clouds";
import type { Run } from "./run.js";
import type { Kept, Pending, State } from "./state.js";

/**
 * Records in the state what a killed run was doing, as the command does before it reads the clouds: the objects that it
 * was creating, and the numbers that it was adding to a trunk.
 */
export async function recordKilledRun(session: Session, run: Run, state: State): Promise<void> {
  const pending = [...state.pending];
  if (pending.length === 0) return;
  for (const kept of state.all) hold(session, kept);
  const listeners: string[] = [];
  for (const [name, { op, wanted }] of pending) {
    const before = state.get(name);
    if (op === "update" && before) state.put(withNumbers(before, wanted), before);
    if (op !== "create") continue;
    const { spec } = resources[wanted.noun];
    const found = await findLeftBehind(spec, session, wanted.inputs);
    if (run.isOver) return;
    if (found === undefined || found.id === before?.id) continue;
    const account = session.account(spec.cloud);
    const kept: Kept = { ...wanted, id: found.id, outs: { ...wanted.inputs, ...found.attrs, account } };
    hold(session, kept);
    // The object that it was to replace is deleted last.
    if (before) state.put({ ...before, doomed: true }, before);
    state.put(kept);
    state.pending.delete(name);
    if (LISTENERS.includes(wanted.noun)) listeners.push(name);
  }
  // A number on a trunk needs them, as the command records it.
  if (listeners.length === 0) return;
  for (const kept of state.all)
    if (kept.noun === "NumberAssociation") state.put({ ...kept, after: [...kept.after, ...listeners] }, kept);
}

const LISTENERS: readonly string[] = ["InboundTrunk", "DispatchRule", "OriginationUrl"];

function withNumbers(before: Kept, { inputs }: Pending["wanted"]): Kept {
  const [known, added] = [before.outs.numbers, inputs.numbers];
  if (!Array.isArray(known) || !Array.isArray(added)) return before;
  return { ...before, outs: { ...before.outs, numbers: [...new Set<unknown>([...known, ...added])] } };
}

function hold({ holders }: Session, { noun, id, inputs }: Kept): void {
  holders.hold(`${resources[noun].spec.type} ${id}`, inputs.owner);
}
