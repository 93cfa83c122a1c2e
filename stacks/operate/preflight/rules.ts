import { resources } from "@arkenos/provider";
import { livekit, ruleConflict, type Session } from "@arkenos/provider/clouds";
import { isUnknown } from "@arkenos/provider/values/markers";
import type { Seen } from "../observe/observed.js";
import { ruleConflicts } from "../simulate/rule-conflicts.js";
import type { TelephonyStep } from "../telephony-step.js";
import { withFoundLinks } from "./found-links.js";
import { creates, objectOf, type Obstacle } from "./obstacle.js";

/** Dispatch rules that LiveKit would refuse because another rule takes the same calls. */
export async function ruleObstacles(
  steps: readonly TelephonyStep[],
  session: Session,
  found: ReadonlyMap<string, string>,
): Promise<Obstacle[]> {
  const planned = new Map(
    steps.filter((step) => step.noun === "DispatchRule" && claims(step)).map((step) => [objectOf(step, found), step]),
  );
  if (planned.size === 0) return [];
  const sip = await session.client(livekit);
  const live = (await sip.dispatchRules.all()).map((wire) => resources.DispatchRule.spec.fromWire(wire));
  const wanted = [...planned].map(([id, step]) => ({ id, attrs: {}, props: placed(step, steps, found) }));
  const after = [...live.filter(({ id }) => !planned.has(id)), ...wanted] as Seen<"DispatchRule">[];
  const obstacles: Obstacle[] = [];
  for (const { one, other } of ruleConflicts(after)) {
    const [step, rival] = planned.has(other.id) ? [planned.get(other.id), one] : [planned.get(one.id), other];
    if (!step) continue;
    const sibling = planned.get(rival.id);
    const [message, remedy] = sibling
      ? [`${sibling.label} would take the same calls`, "tell the two apart by numbers or a PIN, or keep one"]
      : await ruleConflict(sip, [rival.id], { exists: !creates(step) });
    obstacles.push({ step, problems: [{ path: [], code: "rule_conflict", message, remedy }] });
  }
  return obstacles;
}

const CLAIMS = /^(trunkIds|numbers|inboundNumbers|rule(\.|$))/;

function claims(step: TelephonyStep): boolean {
  return creates(step) || step.fields.some(({ path }) => CLAIMS.test(path));
}

/** The rule with its future trunks: those that the run adopts, and those that do not exist yet. */
function placed(
  step: TelephonyStep,
  steps: readonly TelephonyStep[],
  found: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> {
  const props = withFoundLinks(step, steps, found);
  const ids = Array.isArray(props.trunkIds) ? (props.trunkIds as unknown[]) : [];
  return { ...props, trunkIds: ids.map((id) => (isUnknown(id) ? step.urn : id)) };
}
