import type { SIPDispatchRuleInfo } from "@livekit/protocol";
import { adoptRemedy, isAdoptedId } from "../refusal.js";
import { ProviderError } from "../errors.js";
import { isSameStack } from "../owner.js";
import type { Flaw } from "../problem.js";
import type { CurrentRun } from "../spec.js";
import type { CallRule } from "./call-rule.js";
import { type LiveKit, livekit } from "./client.js";
import { ruleConflict } from "./conflict.js";
import { unstamp } from "./marker.js";
import { takesSameCalls } from "./rule-callers.js";

/** A rule as the program defines it. */
interface WantedRule {
  readonly rule: CallRule;
  readonly trunkIds: readonly string[];
  readonly numbers: readonly string[];
  readonly inboundNumbers: readonly string[];
}

/**
 * Why a rule is not adopted by its name: none of its trunks exists, so nothing shows which stack owns it. That stack
 * may still manage the rule and give it another trunk. Setting `adopt` to the rule's id adopts it.
 */
export async function ruleWithoutTrunks(
  { sipDispatchRuleId: id, trunkIds }: SIPDispatchRuleInfo,
  { adopt }: { readonly adopt?: unknown },
  run: Pick<CurrentRun, "client">,
): Promise<Flaw | undefined> {
  if (isAdoptedId(adopt) || trunkIds.length === 0) return undefined;
  const sip = await run.client(livekit);
  const trunks = await Promise.all(trunkIds.map((trunk) => sip.inboundTrunks.find(trunk)));
  if (trunks.some((trunk) => trunk !== undefined)) return undefined;
  return {
    code: "rule_without_trunks",
    message: `its trunks (${trunkIds.join(", ")}) no longer exist, so nothing shows which stack it belongs to`,
    remedy: `Delete it in LiveKit's dashboard, or ${adoptRemedy({ type: "livekit:DispatchRule" }, id, {})}`,
  };
}

/**
 * Refuses an update that would take a rule from another stack's trunk, or put it on a trunk whose calls another rule
 * takes. LiveKit does not refuse either: it compares a rule only with the rules of its new trunks.
 *
 * @throws ProviderError
 * @see `UpdateSIPDispatchRule` in livekit-server, pkg/service/sip.go
 */
export async function requireMovable(
  sip: LiveKit,
  current: SIPDispatchRuleInfo | undefined,
  wanted: WantedRule,
  { known, owner, run }: { known: readonly string[]; owner: unknown; run: Pick<CurrentRun, "holders"> },
): Promise<void> {
  if (current === undefined || current.trunkIds.some((id) => wanted.trunkIds.includes(id))) return;
  const id = current.sipDispatchRuleId;
  for (const trunkId of current.trunkIds.filter((trunk) => !known.includes(trunk))) {
    const other = unstamp((await sip.inboundTrunks.find(trunkId))?.metadata ?? "").owner;
    if (other === undefined || isSameStack(other, owner)) continue;
    throw new ProviderError({
      code: "taken_over",
      message: `Dispatch rule ${id} "${current.name}" serves trunk ${trunkId} of ${other} now and is not changed`,
      remedy: "Take it out of this stack's state with pulumi state delete; the next run creates a new rule",
    });
  }
  const others = (await sip.dispatchRules.all()).filter(
    (rule) =>
      rule.sipDispatchRuleId !== id &&
      !run.holders.has(`livekit:DispatchRule ${rule.sipDispatchRuleId}`) &&
      rule.trunkIds.some((trunk) => wanted.trunkIds.includes(trunk)) &&
      takesSameCalls(rule, wanted),
  );
  if (others.length === 0) return;
  const [message, remedy] = await ruleConflict(
    sip,
    others.map((rule) => rule.sipDispatchRuleId),
    { exists: true },
  );
  throw new ProviderError({ code: "rule_conflict", message, remedy });
}
