import { resources } from "@arkenos/provider";
import { livekit, type Session, trunkConflict } from "@arkenos/provider/clouds";
import type { Seen } from "../observe/observed.js";
import { trunkConflicts } from "../simulate/trunk-conflicts.js";
import type { TelephonyStep } from "../telephony-step.js";
import { creates, objectOf, type Obstacle } from "./obstacle.js";

/** Inbound trunks that LiveKit would refuse because another trunk answers the same numbers. */
export async function trunkObstacles(
  steps: readonly TelephonyStep[],
  session: Session,
  found: ReadonlyMap<string, string>,
): Promise<Obstacle[]> {
  const planned = new Map(
    steps.filter((step) => step.noun === "InboundTrunk" && claims(step)).map((step) => [objectOf(step, found), step]),
  );
  if (planned.size === 0) return [];
  const sip = await session.client(livekit);
  const live = (await sip.inboundTrunks.all()).map((wire) => resources.InboundTrunk.spec.fromWire(wire));
  const wanted = [...planned].map(([id, { props }]) => ({ id, props, attrs: {} }));
  const after = [...live.filter(({ id }) => !planned.has(id)), ...wanted] as Seen<"InboundTrunk">[];
  const obstacles: Obstacle[] = [];
  for (const { number, one, other } of trunkConflicts(after)) {
    const [step, rival] = planned.has(other.id) ? [planned.get(other.id), one] : [planned.get(one.id), other];
    if (!step) continue;
    const sibling = planned.get(rival.id);
    const [message, remedy] = sibling
      ? [`${number || "any number"} would also be answered by ${sibling.label}`, "keep it on one of the two"]
      : await trunkConflict(sip, [rival.id], { ...step.props, exists: !creates(step) });
    obstacles.push({ step, problems: [{ path: [], code: "trunk_conflict", message, remedy }] });
  }
  return obstacles;
}

function claims(step: TelephonyStep): boolean {
  return creates(step) || step.fields.some(({ path }) => path === "numbers" || path === "allowedNumbers");
}
