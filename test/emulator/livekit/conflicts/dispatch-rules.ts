import { normalizeNumber } from "../phone-number.js";
import { quote } from "../quote.js";
import type { DispatchRule } from "../store.js";
import { PsrpcError, TwirpError } from "../twirp.js";

/**
 * Refuses rules of which two would match the same call with the same PIN, and a rule with duplicates in a list
 * (`DispatchRuleValidator` of livekit/protocol). A rule for everything conflicts only with another for everything.
 * @throws TwirpError, or PsrpcError if a rule's kind is not set
 */
export function checkRuleConflicts(rules: Iterable<DispatchRule>): void {
  const byKey = new Map<string, DispatchRule>();
  for (const rule of rules) {
    for (const key of keys(rule)) {
      const other = byKey.get(key);
      if (other) throw conflict(other);
      byKey.set(key, rule);
    }
  }
}

/** The PIN that a rule requires, `""` for none. @throws PsrpcError if the rule's kind is not set */
export function pinOf({ rule }: DispatchRule): string {
  const kind = rule?.rule;
  if (!kind?.value) throw new PsrpcError("invalid_argument", "unsupported SIP Dispatch Rule: <nil>");
  return kind.value.pin;
}

function keys(rule: DispatchRule): string[] {
  const pin = pinOf(rule);
  return anyOf(rule.trunkIds).flatMap((trunk) =>
    anyOf(rule.inboundNumbers).flatMap((caller) =>
      anyOf(rule.numbers).map((called) =>
        JSON.stringify([pin, trunk, normalizeNumber(caller), normalizeNumber(called)]),
      ),
    ),
  );
}

function anyOf(list: readonly string[]): readonly string[] {
  return list.length === 0 ? [""] : list;
}

function conflict({ sipDispatchRuleId, name }: DispatchRule): TwirpError {
  const whose = `${quote(sipDispatchRuleId || "<new>")} ${quote(name || "<blank name>")}`;
  return new TwirpError(
    "invalid_argument",
    `Dispatch rule for the same trunk, inbound number, number, and PIN combination already exists in dispatch rule ${whose}`,
  );
}
