import { resources } from "@arkenos/provider";
import {
  ApiError,
  type AnySpec,
  findExisting,
  isAdoptedId,
  nothingToAdopt,
  ProviderError,
  type Session,
} from "@arkenos/provider/clouds";
import { isSecret, isUnknown } from "@arkenos/provider/values/markers";
import type { Cloud } from "../object-words.js";
import type { TelephonyStep } from "../telephony-step.js";
import { mayHangOnFound, withFoundLinks } from "./found-links.js";
import type { Obstacle } from "./obstacle.js";

/**
 * Existing objects that a run would create again and must not adopt.
 *
 * @param found the ids of objects that the run will adopt, by URN; this function adds to it
 */
export async function existingObstacles(
  steps: readonly TelephonyStep[],
  cloud: Cloud,
  session: Session,
  found: Map<string, string>,
): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = [];
  const created = steps.filter((step) => step.cloud === cloud && looksForExisting(step));
  if (created.length === 0) return [];
  for (const step of steps) if (step.op === "same" || step.op === "update") hold(step, session);
  for (const step of created) {
    const spec: AnySpec = resources[step.noun].spec;
    const props = withFoundLinks(step, steps, found);
    // A child of an object that does not exist yet cannot have a conflict, and an id to adopt cannot exist there.
    if (isUnknown(spec.parentOf?.(props))) {
      const isLost = isAdoptedId(props.adopt) && !mayHangOnFound(props, steps, found);
      if (isLost) obstacles.push({ step, problems: [nothingToAdopt(spec, props)] });
      continue;
    }
    try {
      const client: unknown = await session.client(spec.cloud);
      const existing = await findExisting(spec, session, client, onlyKnown(props));
      if (existing === undefined) continue;
      const { id } = spec.fromWire(existing.wire);
      found.set(step.urn, id);
      // What depends on this object then belongs to this stack, too.
      session.holders.hold(`${spec.type} ${id}`, props.owner);
    } catch (error) {
      if (!(error instanceof ProviderError) || error instanceof ApiError) throw error;
      if (!mayHangOnFound(props, steps, found)) obstacles.push({ step, problems: error.problems });
    }
  }
  return obstacles;
}

/** A replacement has the name of the object that it replaces, so only an id can identify an object to adopt. */
function looksForExisting({ op, props }: TelephonyStep): boolean {
  return op === "create" || (op === "replace" && isAdoptedId(props.adopt));
}

/** Records in the session that a resource of this stack holds the object. */
function hold({ noun, id, props }: TelephonyStep, session: Session): void {
  session.holders.hold(`${resources[noun].spec.type} ${id}`, props.owner);
}

/**
 * Removes unknown parents, because an object that does not exist yet has no children, and secret owners, because a
 * secret does not identify an owner.
 */
function onlyKnown(props: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => !isSecret(value) && !isUnknown(value)));
}
