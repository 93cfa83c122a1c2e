import { resources } from "@arkenos/provider";
import { type AnySpec, deletedBehind, parentId, type Session } from "@arkenos/provider/clouds";
import { flawText } from "@arkenos/provider/problem";
import type { Cloud } from "../object-words.js";
import type { TelephonyStep } from "../telephony-step.js";
import { creates, type Obstacle } from "./obstacle.js";

/** Objects that the run would change, or create others below, and that no longer exist: `up` would fail halfway. */
export async function goneObstacles(
  steps: readonly TelephonyStep[],
  cloud: Cloud,
  session: Session,
): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = [];
  for (const step of steps) {
    if (step.cloud !== cloud) continue;
    const needed = step.op === "update" ? step : creates(step) ? parentAmong(steps, step) : undefined;
    if (needed === undefined) continue;
    const spec: AnySpec = resources[needed.noun].spec;
    const listing = spec.listing(await session.client(spec.cloud), parentId(needed.id));
    // A list that lags may not show the object yet.
    const live: unknown = (await listing.find(needed.id)) ?? (await listing.look(needed.id));
    if (live === undefined) obstacles.push({ step, reason: flawText(deletedBehind(spec, needed.id)) });
  }
  return obstacles;
}

/** The step of the object that another one is created below, if the state knows it. */
function parentAmong(steps: readonly TelephonyStep[], { noun, props }: TelephonyStep): TelephonyStep | undefined {
  const spec: AnySpec = resources[noun].spec;
  const parent = spec.parentOf?.(props);
  return parent ? steps.find(({ id, op }) => id === parent && (op === "same" || op === "update")) : undefined;
}
