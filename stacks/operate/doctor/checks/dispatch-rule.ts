import type { Seen } from "../../observe/observed.js";
import { normalizeNumber } from "../../simulate/normalize-number.js";
import { ruleConflicts } from "../../simulate/rule-conflicts.js";
import type { Check, Found } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import { livekitSubject } from "../subject.js";

/** The rules that a call of the stack's trunk can meet. */
export const dispatchRule: readonly Check[] = [
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
            remediation: `Rule ${label(rule)} serves every trunk and even calls that match none; bind it to ${inbound?.id ?? "its trunk"}.`,
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
              found: id,
              remediation: `Rule ${label(rule)} points at deleted trunk ${id}; ${
                isOurs(context, rule)
                  ? "run arkenos refresh, then arkenos up"
                  : "delete the rule, or bind it to a trunk that is there"
              }.`,
              fixable: isOurs(context, rule),
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
    find: ({ livekit }) =>
      ruleConflicts(livekit.dispatchRules).map(({ one, other }) =>
        about(other, {
          found: `${one.id} and ${other.id}`,
          remediation: `Rules ${label(one)} and ${label(other)} claim the same call; LiveKit refuses updates and answers 503. Delete one of them.`,
          evidence: [one.id, other.id],
        }),
      ),
  },
  {
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
              found: number,
              remediation: `Rule ${label(rule)} filters on the caller ${number}; put called numbers into numbers. ${remedyFor(context, rule)}`,
              fixable: isOurs(context, rule),
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
              expected: normalizeNumber(number),
              found: number,
              remediation: `Rule ${label(rule)} lists ${number}, which never equals ${normalizeNumber(number)}; LiveKit compares exactly. ${remedyFor(context, rule)}`,
              fixable: isOurs(context, rule),
            }),
          ),
      ),
  },
  {
    id: "rule-agent-name",
    step: "dispatch rule",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["dispatch rule of this stack"],
    find: ({ rule, config: { agentName } }) => {
      const others = agentsOf(rule).filter((name) => name !== agentName);
      if (!rule || others.length === 0) return [];
      const found = others.map((name) => name || "any worker without a name").join(", ");
      return [
        about(rule, {
          expected: agentName,
          found,
          remediation: `Rule ${label(rule)} dispatches ${found}, but the worker registers as ${agentName}; run arkenos refresh, then arkenos up.`,
          fixable: true,
        }),
      ];
    },
  },
  {
    id: "rule-duplicate-agent",
    step: "dispatch rule",
    severity: "warning",
    needs: ["livekit"],
    looksAt: ["dispatch rule of this stack"],
    find: ({ rule }) => {
      const agents = agentsOf(rule);
      if (!rule || agents.length < 2) return [];
      return [
        about(rule, {
          found: agents.join(", "),
          remediation: `Rule ${label(rule)} dispatches ${agents.length} agents into each room; keep one. Fix: run arkenos refresh, then arkenos up.`,
          fixable: true,
        }),
      ];
    },
  },
  {
    id: "rule-no-room-config",
    step: "dispatch rule",
    severity: "warning",
    needs: ["livekit"],
    looksAt: ["dispatch rule of this stack"],
    find: ({ rule, config: { agentName } }) =>
      rule && agentsOf(rule).length === 0
        ? [
            about(rule, {
              expected: agentName,
              remediation: `Rule ${label(rule)} dispatches no agent instead of ${agentName}; callers hear silence unless a worker takes unnamed jobs. Fix: run arkenos refresh, then arkenos up.`,
              fixable: true,
            }),
          ]
        : [],
  },
  {
    id: "rule-hides-number",
    step: "dispatch rule",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["dispatch rule of this stack"],
    find: (context) => {
      const { rule, config } = context;
      const routed = Object.values(config.numbers).some(({ agent }) => agent !== config.defaultAgent);
      if (!rule?.props.hidePhoneNumber || !routed) return [];
      return [
        about(rule, {
          remediation: `Rule ${label(rule)} hides the phone number, so the agent cannot tell which number was called; set hidePhoneNumber to false. Fix: run arkenos refresh, then arkenos up.`,
          fixable: true,
        }),
      ];
    },
  },
];

const isOurs = ({ rule }: DoctorContext, { id }: Seen<"DispatchRule">) => id === rule?.id;

/** The rules that a call of the stack can meet: those of its trunk, and those for any. */
function concerned({ livekit, inbound }: DoctorContext): readonly Seen<"DispatchRule">[] {
  return livekit.dispatchRules.filter(({ props: { trunkIds = [] } }) => {
    return trunkIds.length === 0 || (inbound !== undefined && trunkIds.includes(inbound.id));
  });
}

function agentsOf(rule: Seen<"DispatchRule"> | undefined): string[] {
  return (rule?.props.roomConfig?.agents ?? []).map(({ agentName }) => agentName);
}

function about(rule: Seen<"DispatchRule">, found: Omit<Found, "subject">): Found {
  return { subject: livekitSubject("dispatch-rule", rule), ...found };
}

function label({ id, props }: Seen<"DispatchRule">): string {
  return props.name ? `${props.name} (${id})` : id;
}

function remedyFor(context: DoctorContext, rule: Seen<"DispatchRule">): string {
  return isOurs(context, rule) ? "Fix: run arkenos refresh, then arkenos up." : "Change it where it was created.";
}
