import { isLost, type Verdict } from "../../simulate/verdict.js";
import { verdictText } from "../../simulate/verdict-text.js";
import type { Check } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import { running } from "../finding.js";
import { numberSubject } from "../subject.js";

/** Whether each number's calls get through, simulated with the servers' own matching. */
export const simulation = [
  {
    /** A simulated call does not reach the worker. */ id: "dial-simulation",
    causes: [
      "number-not-owned",
      "number-voice-app",
      "number-not-on-trunk",
      "origination-enabled",
      "origination-host",
      "origination-foreign-host",
      "origination-scheme",
      "number-voice-capability",
      "inbound-trunk-missing",
      "inbound-trunk-default-ambiguous",
      "inbound-trunk-conflict",
      "inbound-auth-with-twilio",
      "number-not-in-inbound-trunk",
      "inbound-allowed-addresses",
      "rule-agent-name",
      "rule-no-room-config",
      "rule-hides-number",
      "rule-conflict",
      "rule-inbound-numbers-swapped",
      "rule-number-not-canonical",
      "rule-dangling-trunk",
      "secure-media",
      "rule-wildcard",
    ],
    severity: "error",
    needs: ["livekit", "twilio"],
    looksAt: ["number"],
    find: (context) =>
      context.verdicts.filter(isLost).map((verdict) => ({
        subject: numberSubject(verdict.number),
        expected: "reaches the worker",
        found: verdict.calls,
        message: `${verdict.number}: ${verdictText(verdict)}${shouldBe(context, verdict)}`,
        remedies: [running(`arkenos test-route ${verdict.number}`, "to see its route")],
        ...(isUnfinished(context, verdict) && { fixable: true }),
      })),
  },
] as const satisfies readonly Check[];

function shouldBe(context: DoctorContext, { number }: Verdict): string {
  const rule = context.ruleFor(number);
  return rule ? `; ${rule.props.name ?? context.names.rule} (${rule.id}) should take its calls` : "";
}

/** Whether an object of the stack is missing from the route that deploying would create. */
function isUnfinished(context: DoctorContext, { number }: Verdict): boolean {
  const { trunk, inbound } = context;
  return !trunk || !inbound || !context.ruleFor(number) || context.owned(number)?.trunkSid !== trunk.id;
}
