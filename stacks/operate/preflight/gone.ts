import { resources } from "@arkenos/provider";
import { type AnySpec, deletedOutside, parentId, type Session } from "@arkenos/provider/clouds";
import type { Cloud } from "../object-words.js";
import type { TelephonyStep } from "../telephony-step.js";
import { creates, type Obstacle } from "./obstacle.js";

/** Objects that no longer exist and that the run would change or use as parents, so that `up` would fail halfway. */
export async function goneObstacles(
  steps: readonly TelephonyStep[],
  cloud: Cloud,
  session: Session,
): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = [];
  for (const step of steps) {
    if (step.cloud !== cloud) continue;
    const isWritten = step.op === "update" || creates(step);
    const needed = [...(step.op === "update" ? [step] : []), ...(isWritten ? linkedTo(step, steps) : [])];
    for (const { noun, id } of needed) {
      const spec: AnySpec = resources[noun].spec;
      const listing = spec.listing(await session.client(spec.cloud), parentId(id));
      // A lagging list may not show the object yet.
      const live: unknown = (await listing.find(id)) ?? (await listing.look(id));
      if (live === undefined) obstacles.push({ step, problems: [{ path: [], ...deletedOutside(spec, id) }] });
    }
  }
  return obstacles;
}

/**
 * The steps of objects in the state that another step refers to by id. LiveKit does not validate the ids that it is
 * given.
 */
function linkedTo({ noun, cloud, props }: TelephonyStep, steps: readonly TelephonyStep[]): TelephonyStep[] {
  if (cloud === "LiveKit") return [];
  const ids = Object.keys(resources[noun].spec.links ?? {}).map((name) => props[name]);
  return steps.filter(({ id, op }) => (op === "same" || op === "update") && ids.includes(id));
}
