import type { SIPDispatchRuleInfo } from "@livekit/protocol";
import { ProviderError } from "../errors.js";
import { isSameStack } from "../owner.js";
import type { CurrentRun } from "../spec.js";
import type { LiveKit } from "./client.js";
import { ruleConflict } from "./conflict.js";
import { unstamp } from "./marker.js";
import { takesSameCalls, type WantedCalls } from "./rule-callers.js";

/** A rule as the program defines it. */
interface WantedRule extends WantedCalls {
  readonly trunkIds: readonly string[];
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
      message: `Dispatch rule ${id} "${current.name}" now serves trunk ${trunkId} of ${other} and was not changed`,
      remedy: "Remove it from this stack's state with pulumi state delete; the next run creates a new rule",
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
