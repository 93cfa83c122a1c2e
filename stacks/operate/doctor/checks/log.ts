import type { Check } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import { accountSubject, numberSubject } from "../subject.js";

/** Twilio's codes for calls that exceeded the trunk's rate. */
const TOO_FAST = ["32001", "32012"];

/** What Twilio logged during the last days. */
export const log = [
  {
    id: "call-rate",
    severity: "info",
    needs: ["alerts"],
    looksAt: ["account"],
    find: (context) => {
      const count = alertsOf(context).filter(({ code }) => TOO_FAST.includes(code)).length;
      if (count === 0) return [];
      return [
        {
          subject: accountSubject(context),
          found: String(count),
          message: `Twilio rejected ${count} calls for exceeding the trunk's calls per second (1 by default)`,
          remedies: [{ text: "raise the limit in the Console or slow the dialer" }],
          evidence: TOO_FAST,
        },
      ];
    },
  },
  {
    id: "trunk-alerts",
    severity: "info",
    needs: ["alerts"],
    looksAt: ["account"],
    find: (context) => {
      const others = alertsOf(context).filter(({ code }) => code.startsWith("32") && !TOO_FAST.includes(code));
      const codes = [...new Set(others.map(({ code }) => code))].sort();
      return codes.map((code) => {
        const alerts = others.filter((alert) => alert.code === code);
        return {
          subject: { ...accountSubject(context), name: code },
          found: code,
          message: `Twilio reported ${code} (${alerts[0]?.text}) ${alerts.length} times in seven days`,
          remedies: [{ text: `see https://www.twilio.com/docs/api/errors/${code}` }],
        };
      });
    },
  },
  {
    id: "inbound-call-log",
    causes: ["number-not-on-trunk", "number-voice-app", "origination-enabled", "origination-host"],
    severity: "info",
    needs: ["calls"],
    looksAt: ["number", "Twilio trunk in the state"],
    find: (context) => {
      const { calls } = context.twilio;
      const trunk = context.held("ElasticTrunk")?.id;
      const entries = calls?.readable ? calls.entries : [];
      const missed = context.numbers.filter((number) => {
        const called = entries.filter(({ to }) => to === number);
        return called.length > 0 && called.every(({ trunkSid }) => trunkSid !== trunk);
      });
      return missed.map((number) => ({
        subject: numberSubject(number),
        message: `Twilio has no call for ${number} on this trunk, although it was called; the number or its origination URL is not connected, or was not connected at the time`,
        remedies: [],
      }));
    },
  },
] as const satisfies readonly Check[];

function alertsOf({ twilio: { alerts } }: DoctorContext) {
  return alerts?.readable ? alerts.entries : [];
}
