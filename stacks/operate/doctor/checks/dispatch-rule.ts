import type { Seen } from "../../observe/observed.js";
import { normalizeNumber } from "@arkenos/provider/values/normalize-number";
import { ruleConflicts } from "../../simulate/rule-conflicts.js";
import type { Check, Found } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import { CONVERGE, type Remedy } from "../finding.js";
import { livekitSubject } from "../subject.js";

/** The dispatch rules that may apply to calls of the stack's trunk. */
export const dispatchRule = [
  {
    id: "rule-wildcard",
    step: "dispatch rule",
    severity: "warning",
    needs: ["livekit"],
    looksAt: ["dispatch rule"],
    find: ({ livekit, inbound }) =>
      livekit.dispatchRules
        .filter(({ props }) => props.trunkIds?.length === 0)
        .map((rule) =>
          about(rule, {
            message: `Rule ${label(rule)} serves every trunk and even calls that match none`,
            remedies: [{ text: `bind it to ${inbound?.id ?? "its trunk"}` }],
          }),
        ),
  },
  {
    id: "rule-dangling-trunk",
    step: "dispatch rule",
    causes: ["inbound-trunk-missing"],
    severity: "error",
    needs: ["livekit"],
    looksAt: ["dispatch rule"],
    find: (context) => {
      const live = new Set(context.livekit.inboundTrunks.map(({ id }) => id));
      return context.livekit.dispatchRules.flatMap((rule) =>
        (rule.props.trunkIds ?? [])
          .filter((id) => !live.has(id))
          .map((id) =>
            about(rule, {
              ...(!context.isOurs(rule) && { severity: "info" }),
              found: id,
              message: `Rule ${label(rule)} points at deleted trunk ${id}`,
              remedies: [
                context.isOurs(rule) ? CONVERGE : { text: "delete the rule, or bind it to an existing trunk" },
              ],
              fixable: context.isOurs(rule),
            }),
          ),
      );
    },
  },
  {
    id: "rule-conflict",
    step: "dispatch rule",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["dispatch rule"],
    find: (context) =>
      ruleConflicts(context.livekit.dispatchRules).map(({ one, other }) =>
        about(other, {
          // LiveKit refuses a call if rules that it considers for its trunk conflict.
          ...([one, other].some((rule) => !isConcerned(context, rule)) && { severity: "warning" }),
          found: `${one.id} and ${other.id}`,
          message: `Rules ${label(one)} and ${label(other)} match the same calls, so LiveKit refuses updates and responds with 503`,
          remedies: [{ text: "delete one of them" }],
          evidence: [one.id, other.id],
        }),
      ),
  },
  {
    /** A rule takes one of the stack's numbers for the caller's. */
    id: "rule-inbound-numbers-swapped",
    step: "dispatch rule",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["dispatch rule"],
    find: (context) => {
      const ours = new Set(context.numbers);
      return concerned(context).flatMap((rule) =>
        (rule.props.inboundNumbers ?? [])
          .filter((number) => ours.has(normalizeNumber(number)))
          .map((number) =>
            about(rule, {
              ...ifOthers(context, rule),
              found: number,
              message: `Rule ${label(rule)} filters on the caller ${number}`,
              remedies: [{ text: "list called numbers in numbers" }, remedyFor(context, rule)],
              fixable: context.isOurs(rule),
            }),
          ),
      );
    },
  },
  {
    id: "rule-number-not-canonical",
    step: "dispatch rule",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["dispatch rule"],
    find: (context) =>
      concerned(context).flatMap((rule) =>
        [...(rule.props.numbers ?? []), ...(rule.props.inboundNumbers ?? [])]
          .filter((number) => normalizeNumber(number) !== number)
          .map((number) =>
            about(rule, {
              ...ifOthers(context, rule),
              expected: normalizeNumber(number),
              found: number,
              message: `Rule ${label(rule)} lists ${number}, which never equals ${normalizeNumber(number)}, because LiveKit compares exactly`,
              remedies: [remedyFor(context, rule)],
              fixable: context.isOurs(rule),
            }),
          ),
      ),
  },
] as const satisfies readonly Check[];

/** The rules that may apply to the stack's calls. */
function concerned(context: DoctorContext): readonly Seen<"DispatchRule">[] {
  return context.livekit.dispatchRules.filter((rule) => isConcerned(context, rule));
}

/** Whether a rule may apply to the stack's calls: it is for one of its trunks, or for every trunk. */
function isConcerned(context: DoctorContext, { props: { trunkIds = [] } }: Seen<"DispatchRule">): boolean {
  return trunkIds.length === 0 || trunkIds.some((id) => context.isOurs({ id }));
}

/** If calls are lost because of somebody else's rule, the verdict says so. */
function ifOthers(context: DoctorContext, rule: Seen<"DispatchRule">): Pick<Found, "severity"> {
  return context.isOurs(rule) ? {} : { severity: "warning" };
}

/** A finding about a rule. */
export function about(rule: Seen<"DispatchRule">, found: Omit<Found, "subject">): Found {
  return { subject: livekitSubject("dispatch-rule", rule), ...found };
}

/** A rule's name and id. */
export function label({ id, props }: Seen<"DispatchRule">): string {
  return props.name ? `${props.name} (${id})` : id;
}

function remedyFor(context: DoctorContext, rule: Seen<"DispatchRule">): Remedy {
  return context.isOurs(rule) ? CONVERGE : { text: "change it where it was created" };
}
