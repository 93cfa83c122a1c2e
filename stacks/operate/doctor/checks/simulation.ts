import { isLost, type Verdict } from "../../simulate/verdict.js";
import { verdictText } from "../../simulate/verdict-text.js";
import type { Check } from "../check.js";
import type { Scene } from "../scene.js";
import { numberSubject } from "../subject.js";

/** Whether each number's calls get through, by the servers' own matching. */
export const simulation: readonly Check[] = [
  {
    id: "dial-simulation",
    severity: "error",
    needs: ["livekit", "twilio"],
    looksAt: ["number"],
    find: (scene) =>
      scene.verdicts.filter(isLost).map((verdict) => ({
        subject: numberSubject(verdict.number),
        expected: "reaches the worker",
        found: verdict.calls,
        remediation: `${verdict.number}: ${verdictText(verdict)}${shouldBe(scene)}. arkenos test-pipeline ${verdict.number} shows the way.`,
        ...(isUnfinished(scene, verdict) && { fixable: true }),
      })),
  },
];

function shouldBe({ rule, names }: Scene): string {
  return rule ? `; ${names.rule} (${rule.id}) should take its calls` : "";
}

/** Whether something of the stack's own is missing on the way, which converging makes. */
function isUnfinished(scene: Scene, { number }: Verdict): boolean {
  const { trunk, inbound, rule } = scene;
  return !trunk || !inbound || !rule || scene.owned(number)?.trunkSid !== trunk.id;
}
