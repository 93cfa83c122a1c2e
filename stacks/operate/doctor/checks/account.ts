import { INACTIVE, TRIAL_REFUSED } from "../../observe/reading.js";
import type { Check, Found } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import { accountSubject } from "../subject.js";

/** The maximum number of trunks in an account, and the number from which to warn. */
const [MOST_TRUNKS, MANY_TRUNKS] = [100, 95];

/** What the Twilio account allows. */
export const account = [
  {
    id: "account-active",
    step: "Twilio",
    severity: "error",
    needs: [],
    clearedBy: "account",
    looksAt: ["account whose status is known"],
    find: (context) => {
      const status = statusOf(context);
      return status === undefined || status === "active"
        ? []
        : [
            {
              subject: accountSubject(context),
              expected: "active",
              found: status,
              message: `Twilio account ${context.desired.accountSid} is ${status}, so no call can work`,
              remedies: [{ text: "restore it in the Console" }],
            },
          ];
    },
  },
  {
    /** A trial account has one number and can call verified numbers only. */ id: "account-trial",
    step: "Twilio",
    severity: "warning",
    needs: [],
    clearedBy: "account",
    looksAt: ["account whose status is known"],
    find: (context) => trial(context),
  },
  {
    id: "twilio-key-type",
    severity: "info",
    needs: ["twilio"],
    looksAt: ["account"],
    find: (context) => {
      const { account } = context.observed;
      if (account?.readable !== false || account.problem.status === 0) return [];
      return [
        {
          subject: accountSubject(context),
          message: "The Twilio key is a Standard key, so account status and trial state cannot be checked",
          remedies: [{ text: "use a Main key or the auth token to check them" }],
        },
      ];
    },
  },
  {
    id: "trunk-limit",
    severity: "warning",
    needs: ["twilio"],
    looksAt: ["Twilio trunk"],
    find: (context) => {
      const count = context.twilio.trunks.length;
      if (count < MANY_TRUNKS) return [];
      return [
        {
          subject: accountSubject(context),
          found: String(count),
          message: `The account has ${count} of ${MOST_TRUNKS} trunks, so the next stacks will fail with 21244`,
          remedies: [{ text: "delete trunks that nothing uses" }],
        },
      ];
    },
  },
  {
    id: "geo-permission",
    severity: "error",
    needs: ["geo"],
    looksAt: ["country to call"],
    find: ({ twilio: { geo } }) =>
      Object.entries(geo?.readable ? geo.countries : {}).flatMap(([iso, { name, lowRiskNumbersEnabled }]) =>
        lowRiskNumbersEnabled
          ? []
          : [
              {
                subject: { kind: "account", id: iso, name },
                message: `Calls to ${name} are blocked by Twilio's geo permissions`,
                remedies: [{ text: `enable low-risk numbers for ${iso} under Voice, Geo permissions` }],
              },
            ],
      ),
  },
] as const satisfies readonly Check[];

function statusOf({ observed: { account, twilio } }: DoctorContext): string | undefined {
  if (account?.readable) return account.status;
  if (twilio.readable) return undefined;
  return INACTIVE.includes(twilio.problem.code) ? "not active" : undefined;
}

/**
 * A trial account is an error once Twilio has refused trunking; until then, Twilio may have enabled trunking for it.
 */
function trial(context: DoctorContext): Found[] {
  const { account, twilio } = context.observed;
  const refused = !twilio.readable && twilio.problem.code === TRIAL_REFUSED;
  if (!refused && !(account?.readable && account.type === "Trial")) return [];
  return [
    {
      ...(refused && { severity: "error" as const }),
      subject: accountSubject(context),
      found: "Trial",
      expected: "Full",
      message: `${context.desired.accountSid} is a Twilio trial account: SIP trunking needs an upgraded account, and calls reach only verified numbers`,
      remedies: [{ text: "upgrade it in the Console" }],
    },
  ];
}
