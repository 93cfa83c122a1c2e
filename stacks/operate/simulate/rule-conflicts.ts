import type { Seen } from "../observe/observed.js";
import { normalizeNumber } from "@arkenos/provider/values/normalize-number";

/** Two rules that claim the same call, or one rule that lists something twice. */
export interface RuleConflict {
  readonly one: Seen<"DispatchRule">;
  readonly other: Seen<"DispatchRule">;
}

/**
 * Finds pairs of rules that would take the same call with the same PIN. LiveKit refuses to create such a rule; if one
 * exists, LiveKit refuses every call that it matches.
 *
 * @see `DispatchRuleValidator` in livekit/protocol, sip/sip.go
 */
export function ruleConflicts(rules: readonly Seen<"DispatchRule">[]): RuleConflict[] {
  const claimed = new Map<string, Seen<"DispatchRule">>();
  const pairs = new Map<string, RuleConflict>();
  for (const rule of rules) {
    for (const key of claimsOf(rule)) {
      const other = claimed.get(key);
      if (other) pairs.set(`${other.id} ${rule.id}`, { one: other, other: rule });
      else claimed.set(key, rule);
    }
  }
  return [...pairs.values()];
}

function claimsOf({ props }: Seen<"DispatchRule">): string[] {
  const { trunkIds = [], inboundNumbers = [], numbers = [], rule } = props;
  return anyOf(trunkIds).flatMap((trunk) =>
    anyOf(inboundNumbers).flatMap((caller) =>
      anyOf(numbers).map((called) =>
        JSON.stringify([rule?.pin ?? "", trunk, normalizeNumber(caller), normalizeNumber(called)]),
      ),
    ),
  );
}

function anyOf(list: readonly string[]): readonly string[] {
  return list.length === 0 ? [""] : list;
}
