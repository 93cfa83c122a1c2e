import { resources } from "@arkenos/provider";
import { type AnySpec, deletedBehind, parentId, type Session } from "@arkenos/provider/clouds";
import { flawText } from "@arkenos/provider/problem";
import type { Cloud } from "../object-words.js";
import type { TelephonyStep } from "../telephony-step.js";
import type { Obstacle } from "./obstacle.js";

/** Objects that the run would change and that no longer exist: `up` would fail halfway. */
export async function goneObstacles(
  steps: readonly TelephonyStep[],
  cloud: Cloud,
  session: Session,
): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = [];
  for (const step of steps) {
    if (step.op !== "update" || step.cloud !== cloud) continue;
    const spec: AnySpec = resources[step.noun].spec;
    const listing = spec.listing(await session.client(spec.cloud), parentId(step.id));
    // A list that lags may not show the object yet.
    const live: unknown = (await listing.find(step.id)) ?? (await listing.look(step.id));
    if (live === undefined) obstacles.push({ step, reason: flawText(deletedBehind(spec, step.id)) });
  }
  return obstacles;
}
