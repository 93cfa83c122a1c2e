import { checkRuleConflicts, pinOf } from "../livekit/conflicts/dispatch-rules.js";
import type { DispatchRule, InboundTrunk } from "../livekit/store.js";
import { GoError, TwirpError } from "../livekit/twirp.js";
import type { Invite, Trail } from "./trail.js";

/**
 * The rule that applies: rules for the trunk before rules for any, then by priority (`MatchDispatchRuleIter` of
 * livekit/protocol). Callers and called numbers are compared as written.
 */
export function selectRule(
  rules: readonly DispatchRule[],
  trunk: InboundTrunk | undefined,
  invite: Invite,
  trail: Trail,
): DispatchRule | undefined {
  // Without a trunk, the server considers all rules.
  const considered = rules.filter(
    ({ trunkIds }) => !trunk || trunkIds.length === 0 || trunkIds.includes(trunk.sipTrunkId),
  );
  const conflict = conflictAmong(considered);
  if (conflict !== undefined) return trail.fail("dispatch-rule", `LiveKit answers 503: ${conflict}.`);
  const matching = considered.filter((rule) => matches(rule, invite));
  const specific = matching.filter(({ trunkIds }) => trunk !== undefined && trunkIds.length > 0);
  const candidates = specific.length > 0 ? specific : matching.filter(({ trunkIds }) => trunkIds.length === 0);
  const [best] = candidates.toSorted((a, b) => priority(a) - priority(b) || compare(roomOf(a), roomOf(b)));
  if (!best)
    return trail.fail(
      "dispatch-rule",
      `No dispatch rule matches ${invite.to} from ${invite.from}: it rings without an answer.`,
    );
  const { name, sipDispatchRuleId } = best;
  if (pinOf(best) !== "" && invite.pin === "") {
    return trail.fail(
      "dispatch-rule",
      `${name || "The rule"} asks for a PIN, and none was entered.`,
      sipDispatchRuleId,
    );
  }
  trail.pass(
    "dispatch-rule",
    `${name || "The rule"} takes the call${trunk ? "" : ", though it matched no trunk"}.`,
    sipDispatchRuleId,
  );
  return best;
}

function matches(rule: DispatchRule, { from, to, pin }: Invite): boolean {
  if (rule.inboundNumbers.length > 0 && !rule.inboundNumbers.includes(from)) return false;
  if (rule.numbers.length > 0 && !rule.numbers.includes(to)) return false;
  return pin === "" || pinOf(rule) === pin;
}

/** Lower is better: with a PIN before open, direct before per caller before per called number. */
function priority(rule: DispatchRule): number {
  const kinds = ["dispatchRuleDirect", "dispatchRuleIndividual", "dispatchRuleCallee"];
  return (
    kinds.indexOf(rule.rule?.rule?.case ?? "") +
    (pinOf(rule) === "" ? 100 : 0) +
    (rule.inboundNumbers.length === 0 ? 1000 : 0) +
    (rule.numbers.length === 0 ? 1000 : 0)
  );
}

function roomOf({ rule }: DispatchRule): string {
  const kind = rule?.rule;
  return (kind?.case === "dispatchRuleDirect" ? kind.value?.roomName : kind?.value?.roomPrefix) ?? "";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function conflictAmong(rules: readonly DispatchRule[]): string | undefined {
  try {
    checkRuleConflicts(rules);
    return undefined;
  } catch (error) {
    if (error instanceof TwirpError || error instanceof GoError) return error.message;
    throw error;
  }
}
