import type { SIPDispatchRuleInfo } from "@livekit/protocol";
import { type CallRule, fromRule } from "./call-rule.js";
import type { LiveKit } from "./client.js";
import { normalizeNumber } from "../values/normalize-number.js";
import { isSameStack } from "../owner.js";
import { unstamp } from "./marker.js";
import { otherNumbers } from "./trunk-numbers.js";

/** The part of a wanted rule that selects the calls it takes. */
export interface WantedCalls {
  readonly rule: CallRule;
  readonly numbers: readonly string[];
  readonly inboundNumbers: readonly string[];
}

/** The trunks that the rule serves besides this stack's, as text. A rule without trunks serves all of them. */
export async function otherTrunks(
  sip: LiveKit,
  rule: SIPDispatchRuleInfo,
  { trunkIds }: { trunkIds: readonly string[] },
): Promise<string[]> {
  const isWide = rule.trunkIds.length === 0;
  if (isWide && trunkIds.length === 0) return [];
  const served = (await sip.inboundTrunks.all()).filter(
    ({ sipTrunkId }) => !trunkIds.includes(sipTrunkId) && (isWide || rule.trunkIds.includes(sipTrunkId)),
  );
  return served.map(({ sipTrunkId, name, metadata }) => {
    const { owner } = unstamp(metadata);
    return `trunk ${sipTrunkId} "${name}"${owner === undefined ? "" : ` of ${owner}`}`;
  });
}

/** A rule, and what its stack knows about it. */
interface KnownRule {
  /** The trunks that the stack has put it on. */
  readonly known: readonly string[];
  readonly owner?: string | undefined;
}

/** The trunks of others that somebody put a rule on since its stack last wrote it. A rule for every trunk has none. */
export async function addedTrunks(
  sip: LiveKit,
  { trunkIds }: Pick<SIPDispatchRuleInfo, "trunkIds">,
  { known, owner }: KnownRule,
): Promise<string[]> {
  const added = known.length === 0 ? [] : trunkIds.filter((id) => !known.includes(id));
  const trunks = await Promise.all(added.map((id) => sip.inboundTrunks.find(id)));
  return trunks.flatMap((trunk) =>
    trunk === undefined || isSameStack(unstamp(trunk.metadata).owner, owner) ? [] : [trunk.sipTrunkId],
  );
}

/** The numbers on the rule's trunks that are not this stack's, as text. @param isOurs of a number in E.164 */
export async function numbersServed(
  sip: LiveKit,
  rule: SIPDispatchRuleInfo,
  isOurs: (number: string) => boolean,
): Promise<string[]> {
  const trunks = await Promise.all(rule.trunkIds.map((id) => sip.inboundTrunks.find(id)));
  return otherNumbers(
    trunks.flatMap((trunk) => trunk?.numbers ?? []).filter((number) => !isOurs(normalizeNumber(number))),
    [],
  );
}

/** Whether LiveKit would refuse the two rules together: they have the same PIN, and a number and a caller in common. */
export function takesSameCalls(rule: SIPDispatchRuleInfo, wanted: WantedCalls): boolean {
  return (
    fromRule(rule.rule)?.pin === wanted.rule.pin &&
    overlap(rule.numbers, wanted.numbers) &&
    overlap(rule.inboundNumbers, wanted.inboundNumbers)
  );
}

/** An empty list matches anything, and conflicts only with another empty list. */
function overlap(one: readonly string[], other: readonly string[]): boolean {
  return one.length === 0 ? other.length === 0 : one.some((item) => other.includes(item));
}

/** Whether two lists without duplicates contain the same items. */
export function sameSet(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item));
}
