import { type Session, twilio } from "@arkenos/provider/clouds";
import { isUnknown } from "@arkenos/provider/values/markers";
import { onThisStack } from "../on-this-stack.js";
import type { TelephonyStep } from "../telephony-step.js";
import { withFoundLinks } from "./found-links.js";
import { creates, type Obstacle } from "./obstacle.js";

/** Numbers that the run would put on a trunk, but that the account does not own or that are on another trunk. */
export async function numberObstacles(
  steps: readonly TelephonyStep[],
  session: Session,
  found: ReadonlyMap<string, string>,
): Promise<Obstacle[]> {
  const arriving = steps.filter(
    (step) => step.noun === "NumberAssociation" && arrives(step) && !isUnknown(step.props.number),
  );
  if (arriving.length === 0) return [];
  const account = await session.client(twilio);
  const bought = new Set(
    steps.filter((step) => step.noun === "PhoneNumber" && creates(step)).map(({ props }) => props.phoneNumber),
  );
  const owned = new Map(
    (await account.numbers.all()).flatMap((each) => [
      [each.phoneNumber, each],
      [each.sid, each],
    ]),
  );
  const obstacles: Obstacle[] = [];
  for (const step of arriving) {
    const number = String(step.props.number);
    const each = owned.get(number);
    if (each === undefined) {
      if (bought.has(number)) continue;
      const problem = {
        path: [],
        code: "number_not_owned",
        message: `the Twilio account ${account.sid} does not own ${number}`,
        remedy: `set purchase: true to buy it, correct the number, or list the numbers that you own with ${onThisStack("arkenos numbers list")}`,
      };
      obstacles.push({ step, problems: [problem] });
    } else if (each.trunkSid && step.props.move !== true && !trunksOf(step, steps, found).has(each.trunkSid)) {
      const holder = await account.trunks.find(each.trunkSid);
      const trunk = `${each.trunkSid}${holder ? ` "${holder.friendlyName}"` : ""}`;
      const problem = {
        path: [],
        code: "number_on_other_trunk",
        message: `${number} is on trunk ${trunk}, not on this stack's`,
        remedy: "set move: true to move it from there, or remove it from that trunk first",
      };
      obstacles.push({ step, problems: [problem] });
    }
  }
  return obstacles;
}

function arrives({ op, fields }: TelephonyStep): boolean {
  return op === "create" || op === "replace" || (op === "update" && fields.some(({ path }) => path === "trunkSid"));
}

/**
 * The trunks from which a number may move without `move`: its destination, and the trunk that this stack put it on.
 * After a refresh, the state also contains the trunk to which others have moved the number. If a preview does not show
 * which of several trunks is the destination, it may be any that the run adopts, and only `up` can tell.
 */
function trunksOf(
  step: TelephonyStep,
  steps: readonly TelephonyStep[],
  found: ReadonlyMap<string, string>,
): Set<unknown> {
  const { trunkSid } = withFoundLinks(step, steps, found);
  const { putOn, trunkSid: last } = step.op === "update" ? step.outputs : {};
  return new Set([...(isUnknown(trunkSid) ? found.values() : [trunkSid]), putOn ?? last]);
}
