import { resources } from "@arkenos/provider";
import { ApiError, type AnySpec, findExisting, lifecycle, ProviderError, type Session } from "@arkenos/provider/clouds";
import { isSecret, isUnknown } from "../engine/marker.js";
import type { Cloud } from "../object-words.js";
import type { TelephonyStep } from "../telephony-step.js";
import type { Obstacle } from "./obstacle.js";

/**
 * Objects that exist already where the run would create one, and that are not to be taken.
 *
 * @param found the ids of objects that the run will take, by URN; filled here
 */
export async function existingObstacles(
  steps: readonly TelephonyStep[],
  cloud: Cloud,
  session: Session,
  found: Map<string, string>,
): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = [];
  const created = steps.filter((step) => step.op === "create" && step.cloud === cloud && isPlaceable(step));
  if (created.length === 0) return [];
  for (const step of steps) if (step.op === "same" || step.op === "update") await hold(step, session);
  for (const step of created) {
    const spec: AnySpec = resources[step.noun].spec;
    try {
      const client: unknown = await session.client(spec.cloud);
      const wire: unknown = await findExisting(spec, session, client, withoutSecrets(step.props));
      if (wire !== undefined) found.set(step.urn, spec.fromWire(wire).id);
    } catch (error) {
      if (!(error instanceof ProviderError) || error instanceof ApiError) throw error;
      obstacles.push({ step, reason: error.message });
    }
  }
  return obstacles;
}

/** A child of an object that does not exist yet meets nothing there. */
function isPlaceable({ noun, props }: TelephonyStep): boolean {
  const spec: AnySpec = resources[noun].spec;
  return !isUnknown(spec.parentOf?.(props));
}

/** Tells the session that a resource of this stack has the object. */
async function hold({ noun, id, props }: TelephonyStep, session: Session): Promise<void> {
  const account = session.account(resources[noun].spec.cloud);
  await lifecycle(resources[noun].spec, session).diff(id, { ...props, account }, { ...props });
}

function withoutSecrets(props: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => !isSecret(value)));
}
