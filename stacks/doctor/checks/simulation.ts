import { simulate } from "../../simulate/simulate.js";
import type { Check } from "../check.js";
import { numberSubject } from "../subject.js";

/** A caller that no list knows: the documentation's own. */
const SOMEBODY = "+15555550199";

/** Whether each number's call lands where it should, by the servers' own matching. */
export const simulation: readonly Check[] = [
  {
    id: "dial-simulation",
    severity: "error",
    needs: ["livekit", "twilio"],
    find: (scene) => {
      const expected = scene.held("DispatchRule");
      if (!expected) return [];
      const from = scene.config.inbound.allowedNumbers[0] ?? SOMEBODY;
      const clouds = { livekit: scene.livekit, twilio: scene.twilio, sipHosts: scene.sipHosts };
      return scene.numbers.flatMap((number) => {
        const { ok, ruleId, hops } = simulate(clouds, { from, to: number });
        if (ok && ruleId === expected.id) return [];
        const taker = scene.livekit.dispatchRules.find(({ id }) => id === ruleId);
        const last = hops.at(-1);
        const found = taker ? `${taker.props.name} (${taker.id})` : "nobody";
        return [
          {
            subject: numberSubject(number),
            ...{ expected: expected.id, found: taker?.id ?? "nobody" },
            remediation: `A call to ${number} would be taken by ${found}, not by ${scene.names.rule} (${expected.id}): ${last?.says ?? ""}. arkenos test-pipeline ${number} shows the way.`,
            evidence: hops.map(({ at, ok, says }) => `${ok ? "✓" : "✗"} ${at}: ${says}`),
          },
        ];
      });
    },
  },
];
