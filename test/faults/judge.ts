import { idOf, objectsIn } from "../engine/objects.js";
import type { Workspace } from "../engine/workspace.js";
import type { Edition } from "./act.js";
import type { Cell } from "./cell.js";
import type { Lane } from "./lane.js";
import { snapshotOf, withNames } from "./snapshot.js";
import { stateOf } from "./state.js";

/** The result of an undisturbed run, by the final edition: both clouds and the state. */
export type References = ReadonlyMap<Edition, Reference>;

/** The contents of both clouds and of the state, as lines. */
export interface Reference {
  readonly clouds: readonly string[];
  readonly state: readonly string[];
}

/** A number that a search may choose. */
const SEARCHED = /\+1510555020\d/;

/** The current contents of both clouds and of the state. */
export async function lookAt({ emulator }: Lane, workspace: Workspace): Promise<Reference> {
  const { resources } = await stateOf(workspace);
  return { clouds: snapshotOf(emulator), state: withNames(emulator, resources) };
}

/**
 * The errors after a cell, once the stack was deployed. Both clouds and the state must match an undisturbed run: every
 * object exists once, no number was bought twice or released, and destroy can restore everything. Calls get through, a
 * second run sends no request, and another team's objects are unchanged.
 */
export async function judge(lane: Lane, workspace: Workspace, cell: Cell, reference: Reference): Promise<string[]> {
  const { clouds, state } = await lookAt(lane, workspace);
  // A number that destroy kept is bought again by its search, which does not count as bought twice: the first is kept.
  const isExpected = (line: string) => cell.act !== "destroy" || !SEARCHED.test(line);
  // A number that destroy removed from our trunk may be on no trunk when it is restored.
  const expected = (lines: readonly string[]) =>
    lines.filter(isExpected).map((line) => (cell.act === "destroy" ? line.replace(/"movedFrom":"[^"]*",/, "") : line));
  const wrong = [
    ...differences(expected(clouds), expected(reference.clouds)),
    ...differences(expected(state), expected(reference.state)).map((line) => `in the state: ${line}`),
  ];
  const searched = clouds.filter((line) => line.includes('"phoneNumber"') && SEARCHED.test(line)).length;
  if (cell.act === "destroy" && (searched < 1 || searched > 2)) wrong.push(`${searched} numbers were bought by search`);
  const { pending } = await stateOf(workspace);
  if (cell.kill === "engine") wrong.push(...pending.map((operation) => `in the state: still ${operation}`));
  wrong.push(...silences(lane));

  const before = callsIn(lane).length;
  const again = await workspace.run("up", "--yes", "--skip-preview", "--expect-no-changes");
  if (again.code !== 0) wrong.push(`a second up exits with ${again.code}: ${lastLines(again.output)}`);
  wrong.push(
    ...callsIn(lane)
      .slice(before)
      .map((operation) => `a second up calls ${operation}`),
  );
  return [...wrong, ...changesOfTheirs(lane)];
}

/** The end of a command's output. */
export function lastLines(output: string): string {
  return output.trim().split("\n").slice(-25).join("\n");
}

function differences(found: readonly string[], expected: readonly string[]): string[] {
  const left = [...expected];
  const added = found.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...added.map((line) => `not expected: ${line}`), ...left.map((line) => `missing: ${line}`)];
}

/** The stack's numbers whose calls reach no agent, and an outbound trunk with a wrong password. */
function silences({ emulator, theirs }: Lane): string[] {
  const { livekit, twilio } = emulator;
  const others = new Set(theirs.map(idOf));
  const ours = livekit.store.inboundTrunks.all(({ sipTrunkId }) => !others.has(sipTrunkId));
  const silent = ours
    .flatMap(({ numbers }) => numbers)
    .filter((to) => emulator.dial({ from: "+15105550177", to }).agents.length !== 1);
  const shut = livekit.store.outboundTrunks.all(
    ({ sipTrunkId, authUsername, authPassword }) =>
      !others.has(sipTrunkId) && !twilio.store.verifyPassword(authUsername, authPassword),
  );
  return [
    ...silent.map((number) => `${number} is not answered`),
    ...shut.map(({ name }) => `Twilio does not know the password of ${name}`),
  ];
}

function changesOfTheirs({ emulator, theirs }: Lane): string[] {
  const now = new Map(objectsIn(emulator).map((item) => [idOf(item), shown(item)]));
  return theirs
    .filter((item) => now.get(idOf(item)) !== shown(item))
    .map((item) => `another team's ${shown(item)} is now ${now.get(idOf(item)) ?? "gone"}`);
}

function callsIn({ emulator }: Lane): string[] {
  return [...emulator.livekit.calls, ...emulator.twilio.calls].map(({ operation }) => operation);
}

function shown(item: object): string {
  return JSON.stringify(item, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}
