import { idOf, objectsIn } from "../engine/objects.js";
import type { Workspace } from "../engine/workspace.js";
import type { Edition } from "./act.js";
import type { Cell } from "./cell.js";
import type { Lane } from "./lane.js";
import { likeness, withNames } from "./likeness.js";
import { stateOf } from "./state.js";

/** What an undisturbed run leaves, by the edition that it converges on: in both clouds, and in the state. */
export type References = ReadonlyMap<Edition, Reference>;

/** What both clouds hold and what the state says, in lines. */
export interface Reference {
  readonly clouds: readonly string[];
  readonly state: readonly string[];
}

/** A number that a search may choose. */
const SEARCHED = /\+1510555020\d/;

/** What both clouds hold and what the state says now. */
export async function lookAt({ emulator }: Lane, workspace: Workspace): Promise<Reference> {
  const { resources } = await stateOf(workspace);
  return { clouds: likeness(emulator), state: withNames(emulator, resources) };
}

/**
 * What is wrong after a cell, when the stack has converged. Both clouds and the state must be as after an undisturbed
 * run: all is there once, no number was bought twice or given back, and destroy would find all that it has to put back.
 * Calls get through, a second run calls nobody, and what another team has is as it was.
 */
export async function judge(lane: Lane, workspace: Workspace, cell: Cell, reference: Reference): Promise<string[]> {
  const { clouds, state } = await lookAt(lane, workspace);
  // A number that destroy has let go of is bought anew by its search, which is no purchase twice: the first is kept.
  const isExpected = (line: string) => cell.act !== "destroy" || !SEARCHED.test(line);
  // One that destroy took off our trunk may be on no trunk when it is put back.
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

/** The end of what a command printed. */
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

/** Numbers of the stack whose calls reach no agent, and a way out with a wrong password. */
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
