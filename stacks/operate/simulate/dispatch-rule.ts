import type { Seen } from "../observe/observed.js";
import type { Trail } from "./hop.js";
import type { Invite } from "./phone-call.js";
import { ruleConflicts } from "./rule-conflicts.js";

const KINDS = ["direct", "individual", "callee"];

type Rule = Seen<"DispatchRule">;

/**
 * Selects the rule that applies: first one for the trunk, then one for any trunk, then by priority. Callers and called
 * numbers are compared character by character.
 *
 * @see `MatchDispatchRule` in livekit/protocol, sip/sip.go
 */
export function selectRule(
  rules: readonly Rule[],
  trunk: Seen<"InboundTrunk"> | undefined,
  invite: Invite,
  trail: Trail,
): Rule | undefined {
  // Without a trunk, the server considers all rules.
  const considered = trunk ? rules.filter((rule) => serves(rule, trunk.id) || servesAny(rule)) : rules;
  const broken = brokenAmong(considered);
  if (broken !== undefined) return trail.fail("dispatch-rule", `LiveKit answers 503: ${broken}`);
  const matching = considered.filter((rule) => matches(rule, invite));
  const specific = trunk ? matching.filter((rule) => !servesAny(rule)) : [];
  const candidates = specific.length > 0 ? specific : matching.filter(servesAny);
  const [best] = candidates.toSorted((a, b) => priority(a) - priority(b) || compare(placeOf(a), placeOf(b)));
  if (!best) {
    const says = `No dispatch rule takes ${invite.to} from ${invite.from}: the call rings unanswered`;
    return trail.fail("dispatch-rule", says);
  }
  if (best.props.rule?.pin && invite.pin === "")
    return trail.fail("dispatch-rule", `"${best.props.name}" asks for a PIN, and none was entered`, best.id);
  trail.pass("dispatch-rule", `"${best.props.name}" takes the call${trunk ? "" : ", though no trunk did"}`, best.id);
  return best;
}

const serves = ({ props }: Rule, trunkId: string) => (props.trunkIds ?? []).includes(trunkId);
const servesAny = ({ props }: Rule) => (props.trunkIds ?? []).length === 0;

function brokenAmong(rules: readonly Rule[]): string | undefined {
  const kindless = rules.find(({ props }) => props.rule === undefined);
  if (kindless) return `rule ${kindless.id} has no type`;
  const [conflict] = ruleConflicts(rules);
  return conflict && `rules ${conflict.one.id} and ${conflict.other.id} claim the same call`;
}

function matches({ props }: Rule, { from, to, pin }: Invite): boolean {
  const { inboundNumbers = [], numbers = [], rule } = props;
  return (
    (inboundNumbers.length === 0 || inboundNumbers.includes(from)) &&
    (numbers.length === 0 || numbers.includes(to)) &&
    (pin === "" || rule?.pin === pin)
  );
}

/** Lower is better: with a PIN before without, direct before individual before callee, specific before general. */
function priority({ props }: Rule): number {
  const { inboundNumbers = [], numbers = [], rule } = props;
  const wide = Number(inboundNumbers.length === 0) + Number(numbers.length === 0);
  return KINDS.indexOf(rule?.type ?? "") + (rule?.pin ? 0 : 100) + 1000 * wide;
}

function placeOf({ props: { rule } }: Rule): string {
  return (rule?.type === "direct" ? rule.roomName : rule?.roomPrefix) ?? "";
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
