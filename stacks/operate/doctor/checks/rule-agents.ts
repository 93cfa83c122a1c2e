import type { Seen } from "../../observe/observed.js";
import type { Check, Found } from "../check.js";
import type { DoctorContext, OwnRule } from "../doctor-context.js";
import { CONVERGE } from "../finding.js";
import { about, label } from "./dispatch-rule.js";

/** The agents that the stack's rules request, in the rule for all numbers and in those for other workers. */
export const ruleAgents = [
  {
    id: "rule-agent-name",
    step: "dispatch rule",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["dispatch rule of this stack"],
    find: eachRule(({ rule, agentName }) => {
      const others = agentsOf(rule).filter((name) => name !== agentName);
      if (others.length === 0) return [];
      const found = others.map((name) => name || "any worker without a name").join(", ");
      return [
        about(rule, {
          expected: agentName,
          found,
          message: `Rule ${label(rule)} dispatches ${found}, but the worker registers as ${agentName}`,
          remedies: [CONVERGE],
          fixable: true,
        }),
      ];
    }),
  },
  {
    id: "rule-duplicate-agent",
    step: "dispatch rule",
    severity: "warning",
    needs: ["livekit"],
    looksAt: ["dispatch rule of this stack"],
    find: eachRule(({ rule }) => {
      const agents = agentsOf(rule);
      if (agents.length < 2) return [];
      return [
        about(rule, {
          found: agents.join(", "),
          message: `Rule ${label(rule)} dispatches ${agents.length} agents into each room`,
          remedies: [{ text: "keep one" }, CONVERGE],
          fixable: true,
        }),
      ];
    }),
  },
  {
    id: "rule-no-room-config",
    step: "dispatch rule",
    severity: "warning",
    needs: ["livekit"],
    looksAt: ["dispatch rule of this stack"],
    find: eachRule(({ rule, agentName }) =>
      agentsOf(rule).length === 0
        ? [
            about(rule, {
              expected: agentName,
              message: `Rule ${label(rule)} dispatches no agent instead of ${agentName}, so callers hear silence unless a worker takes unnamed jobs`,
              remedies: [CONVERGE],
              fixable: true,
            }),
          ]
        : [],
    ),
  },
  {
    id: "rule-hides-number",
    step: "dispatch rule",
    severity: "error",
    needs: ["livekit"],
    looksAt: ["dispatch rule of this stack"],
    find: eachRule(({ rule }, { config }) => {
      const routed = Object.values(config.numbers).some(({ agent }) => agent !== config.defaultAgent);
      if (!rule.props.hidePhoneNumber || !routed) return [];
      return [
        about(rule, {
          message: `Rule ${label(rule)} hides the phone number, so the agent cannot tell which number was called`,
          remedies: [{ text: "set hidePhoneNumber to false" }, CONVERGE],
          fixable: true,
        }),
      ];
    }),
  },
] as const satisfies readonly Check[];

/** Applies a check to every rule of the stack. */
function eachRule(find: (own: OwnRule, context: DoctorContext) => readonly Found[]): Check["find"] {
  return (context) => context.rules.flatMap((own) => find(own, context));
}

function agentsOf(rule: Seen<"DispatchRule">): string[] {
  return (rule.props.roomConfig?.agents ?? []).map(({ agentName }) => agentName);
}
