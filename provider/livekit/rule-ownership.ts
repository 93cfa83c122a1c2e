import type { SIPDispatchRuleInfo } from "@livekit/protocol";
import type { ProblemDetail } from "../problem.js";
import { adoptRemedy, isAdoptedId, list } from "../refusal.js";
import type { CurrentRun, Evidence } from "../spec.js";
import { type LiveKit, livekit } from "./client.js";
import { CONFLICT_KEYS } from "./conflict.js";
import { addedTrunks, numbersServed, otherTrunks, sameSet, takesSameCalls, type WantedCalls } from "./rule-callers.js";

/** A rule as the program defines it. */
interface WantedRule extends WantedCalls {
  readonly name: string;
  readonly trunkIds: string[];
}

/** What the state knows about a rule. */
interface KnownRule {
  readonly trunkIds?: readonly string[] | undefined;
  readonly owner?: string | undefined;
  readonly stackNumbers?: readonly string[] | undefined;
}

/** The part of a rule's spec that determines its owner: a rule belongs to the owner of its trunk. */
export const ruleOwnership = {
  // LiveKit allows one rule per trunk, number and PIN, so a matching rule on a trunk of ours is ours.
  isOurs: (rule: SIPDispatchRuleInfo, wanted: WantedRule, { holds }: Pick<Evidence<LiveKit>, "holds">) =>
    sameSet(rule.trunkIds, wanted.trunkIds) &&
    wanted.trunkIds.length > 0 &&
    wanted.trunkIds.every((id) => holds(`livekit:InboundTrunk ${id}`)) &&
    takesSameCalls(rule, wanted),
  // A rule for every trunk also serves others, so it is not adopted. LiveKit prefers a rule that names the trunk.
  isNamed: (rule: SIPDispatchRuleInfo, { name }: WantedRule) => rule.name === name && rule.trunkIds.length > 0,
  uniqueBy: "trunkIds, numbers or the PIN",
  isMeant: (rule: SIPDispatchRuleInfo, { name }: WantedRule) => rule.name === name,
  isDuplicate: (rule: SIPDispatchRuleInfo, wanted: WantedRule) =>
    rule.name === wanted.name && sameSet(rule.trunkIds, wanted.trunkIds) && takesSameCalls(rule, wanted),
  objection: ruleWithoutTrunks,
  withoutOthers: withoutOthersTrunks,
  dependents: otherTrunks,
  keeps: async (
    sip: LiveKit,
    id: string,
    { trunkIds = [], stackNumbers: known }: KnownRule,
    { stackNumbers }: CurrentRun,
  ) => {
    const rule = await sip.dispatchRules.find(id);
    if (rule === undefined) return undefined;
    const others = await otherTrunks(sip, rule, { trunkIds });
    const callers =
      known === undefined
        ? []
        : await numbersServed(sip, rule, (number) => stackNumbers.has(number) || known.includes(number));
    if (others.length + callers.length === 0) return undefined;
    return {
      code: "still_used",
      message: `Dispatch rule ${id} "${rule.name}" is not deleted: it serves ${list([...others, ...callers])}, which this stack does not have`,
    };
  },
  // The trunk's own resource may know numbers that the rule's does not: a run that stops halfway updates the trunk first.
  keptFor: ({ trunkIds = [] }: KnownRule) => trunkIds.map((id) => `livekit:InboundTrunk ${id}`),
};

/** Returns a rule without the trunks of others: an update keeps it on those. */
async function withoutOthersTrunks(
  rule: SIPDispatchRuleInfo,
  { trunkIds: known = [], owner }: KnownRule,
  run: Pick<CurrentRun, "client" | "say">,
): Promise<SIPDispatchRuleInfo> {
  const others = await addedTrunks(await run.client(livekit), rule, { known, owner });
  if (others.length === 0) return rule;
  run.say({
    /** Somebody has put the stack's dispatch rule on a trunk of others. */
    code: "trunks_of_others",
    message: `Dispatch rule ${rule.sipDispatchRuleId} "${rule.name}" also serves ${list(others)}, which this stack does not have: updates keep it there`,
  });
  return Object.assign(rule.clone(), { trunkIds: rule.trunkIds.filter((id) => !others.includes(id)) });
}

/**
 * Why a rule is not adopted by its name: none of its trunks exists, so nothing shows which stack owns it. That stack
 * may still manage the rule and give it another trunk. Setting `adopt` to the rule's id adopts it.
 */
async function ruleWithoutTrunks(
  { sipDispatchRuleId: id, trunkIds }: SIPDispatchRuleInfo,
  { adopt }: { readonly adopt?: unknown },
  run: Pick<CurrentRun, "client">,
): Promise<ProblemDetail | undefined> {
  if (isAdoptedId(adopt) || trunkIds.length === 0) return undefined;
  const sip = await run.client(livekit);
  const trunks = await Promise.all(trunkIds.map((trunk) => sip.inboundTrunks.find(trunk)));
  if (trunks.some((trunk) => trunk !== undefined)) return undefined;
  return {
    /** The trunks of a dispatch rule no longer exist, so nothing shows which stack it belongs to. */
    code: "rule_without_trunks",
    message: `its trunks (${trunkIds.join(", ")}) no longer exist, so nothing shows which stack it belongs to`,
    remedy: `Delete it in LiveKit's dashboard, or ${adoptRemedy({ adoptKey: CONFLICT_KEYS.DispatchRule }, id, { adopt })}`,
  };
}
