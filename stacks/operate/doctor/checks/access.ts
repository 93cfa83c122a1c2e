import { onThisStack } from "../../on-this-stack.js";
import { INACTIVE, TRIAL_REFUSED } from "../../observe/reading.js";
import type { Unreadable } from "../../observe/observed.js";
import type { Check } from "../check.js";
import type { DoctorContext } from "../doctor-context.js";
import { accountSubject, projectSubject } from "../subject.js";

/** Whether both clouds accept the credentials. */
export const access = [
  {
    id: "twilio-credentials",
    step: "Twilio",
    severity: "error",
    needs: [],
    clearedBy: "twilio",
    looksAt: ["account"],
    find: (context) => {
      const problem = twilioProblem(context);
      if (problem?.kind !== "credentials" || isSuspended(context)) return [];
      return [
        {
          subject: accountSubject(context),
          found: `${problem.status} ${problem.code}`,
          message: `Twilio refuses these credentials for account ${context.desired.accountSid}`,
          remedies: [
            {
              text: "check SID, token or key secret, that the key belongs to this account and region, and that they are live, not test, credentials",
            },
          ],
          evidence: [problem.message],
        },
      ];
    },
  },
  {
    id: "twilio-unreachable",
    step: "Twilio",
    severity: "error",
    needs: [],
    clearedBy: "twilio",
    looksAt: ["account"],
    find: (context) => {
      const problem = twilioProblem(context);
      if (problem === undefined || problem.kind === "credentials" || isAboutAccount(problem)) return [];
      return [
        {
          subject: accountSubject(context),
          found: `${problem.status} ${problem.code}`.trim(),
          message: `Twilio cannot be read (${problem.message})`,
          remedies: [
            {
              text: `check the network and twilioApiUrl, then run ${onThisStack("arkenos doctor")} again`,
              command: onThisStack("arkenos doctor"),
            },
          ],
        },
      ];
    },
  },
  {
    id: "livekit-credentials",
    step: "LiveKit",
    severity: "error",
    needs: [],
    clearedBy: "livekit",
    looksAt: ["account"],
    find: (context) => {
      const problem = livekitProblem(context);
      if (problem?.kind !== "credentials") return [];
      const subject = projectSubject(context);
      return [
        {
          subject,
          found: `${problem.status} ${problem.code}`,
          message: `LiveKit at ${subject.id} refuses this key for SIP administration`,
          remedies: [{ text: "check that URL, API key and secret belong to the same project" }],
        },
      ];
    },
  },
  {
    id: "livekit-sip-connected",
    step: "LiveKit",
    severity: "error",
    needs: [],
    clearedBy: "livekit",
    looksAt: ["account"],
    find: (context) =>
      livekitProblem(context)?.kind === "sip-off"
        ? [
            {
              subject: projectSubject(context),
              message: `The LiveKit server at ${projectSubject(context).id} runs without Redis, so SIP is off`,
              remedies: [{ text: "configure redis on livekit-server and livekit-sip" }],
            },
          ]
        : [],
  },
  {
    id: "livekit-unreachable",
    step: "LiveKit",
    severity: "error",
    needs: [],
    clearedBy: "livekit",
    looksAt: ["account"],
    find: (context) => {
      const problem = livekitProblem(context);
      if (problem === undefined || problem.kind === "credentials" || problem.kind === "sip-off") return [];
      const subject = projectSubject(context);
      return [
        {
          subject,
          found: `${problem.status} ${problem.code}`.trim(),
          message: `LiveKit at ${subject.id} cannot be read (${problem.message})`,
          remedies: [{ text: "check livekitUrl, and that the server runs" }],
        },
      ];
    },
  },
] as const satisfies readonly Check[];

function twilioProblem({ observed: { twilio } }: DoctorContext): Unreadable | undefined {
  return twilio.readable ? undefined : twilio.problem;
}

function livekitProblem({ observed: { livekit } }: DoctorContext): Unreadable | undefined {
  return livekit.readable ? undefined : livekit.problem;
}

/** The account's own checks report the cause. */
function isSuspended({ observed: { account } }: DoctorContext): boolean {
  return account?.readable === true && account.status !== "active";
}

function isAboutAccount({ code }: Unreadable): boolean {
  return INACTIVE.includes(code) || code === TRIAL_REFUSED;
}
