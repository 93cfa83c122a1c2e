import { SipCallError } from "livekit-server-sdk";
import { withoutCredentials } from "../without-secrets.js";

/** An outbound call that was not answered. */
export interface DialFailure {
  /** Why the call was not answered. */
  readonly outcome: "busy" | "no-answer" | "rejected" | "not-allowed" | "no-agent" | "failed";
  /** What happened. */
  readonly says: string;
  /** What to do about it. */
  readonly remedy: string;
  /** SIP status from the carrier or the phone, such as 486. */
  readonly sipStatus?: number;
  /** LiveKit's code, such as `permission_denied`. */
  readonly code?: string;
}

type Verdict = Pick<DialFailure, "outcome" | "says" | "remedy">;

/** Maximum length of a server's message, in characters. */
const EXCERPT = 200;

const LATER = "Try again later";
const CHECK_NUMBER = "Check the number";
const BUSY: Verdict = { outcome: "busy", says: "The line is busy", remedy: LATER };
const NO_ANSWER: Verdict = {
  outcome: "no-answer",
  says: "Nobody answered",
  remedy: `${LATER}, or let it ring longer with ringingTimeoutSeconds`,
};
const REJECTED: Verdict = {
  outcome: "rejected",
  says: "The call was declined",
  remedy: "Do not call again unless asked to",
};
const NOT_ALLOWED: Verdict = {
  outcome: "not-allowed",
  says: "The carrier does not allow the call",
  remedy:
    "Check Twilio's geographic permissions for the country, that the caller's number belongs to the account, and that `pulumi up` has set the trunk's credentials",
};
const NO_SUCH_NUMBER: Verdict = { outcome: "failed", says: "The number does not exist", remedy: CHECK_NUMBER };

const BY_SIP_STATUS: ReadonlyMap<number, Verdict> = new Map([
  [401, NOT_ALLOWED],
  [402, NOT_ALLOWED],
  [403, NOT_ALLOWED],
  [404, NO_SUCH_NUMBER],
  [407, NOT_ALLOWED],
  [408, NO_ANSWER],
  [410, NO_SUCH_NUMBER],
  [480, { outcome: "no-answer", says: "The phone cannot be reached", remedy: LATER }],
  [484, NO_SUCH_NUMBER],
  [486, BUSY],
  [487, NO_ANSWER],
  [504, NO_ANSWER],
  [600, BUSY],
  [603, REJECTED],
  [604, NO_SUCH_NUMBER],
  [607, REJECTED],
  [608, REJECTED],
]);

/** LiveKit's error codes without a SIP status. */
const BY_CODE: ReadonlyMap<string, Verdict> = new Map([
  ["deadline_exceeded", NO_ANSWER],
  ["canceled", NO_ANSWER],
  [
    "unauthenticated",
    {
      outcome: "not-allowed",
      says: "LiveKit does not accept the credentials",
      remedy: "Check LIVEKIT_API_KEY and LIVEKIT_API_SECRET, and that they belong to the project",
    },
  ],
  [
    "permission_denied",
    {
      outcome: "not-allowed",
      says: "LiveKit does not allow these credentials to call",
      remedy: "Check LIVEKIT_API_KEY and LIVEKIT_API_SECRET, and that they belong to the project",
    },
  ],
  [
    "not_found",
    {
      outcome: "failed",
      says: "LiveKit does not know the outbound trunk",
      remedy: "Run `pulumi up`, then export the routing table again",
    },
  ],
]);

const UNREACHABLE: Verdict = {
  outcome: "failed",
  says: "LiveKit cannot be reached",
  remedy: "Check LIVEKIT_URL, and that the server is running",
};

/**
 * Explains an error of a dial. A server or proxy may echo the request with its token, so credentials are removed.
 *
 * @param secrets the secrets that signed the request
 */
export function dialFailure(error: unknown, secrets: readonly string[]): DialFailure {
  const clean = (text: string) => withoutCredentials(text, secrets).slice(0, EXCERPT);
  const { code, sipStatus } = readError(error);
  const facts = { ...(sipStatus !== undefined && { sipStatus }), ...(code !== undefined && { code: clean(code) }) };
  const verdict = sipStatus === undefined ? BY_CODE.get(code ?? "") : BY_SIP_STATUS.get(sipStatus);
  if (verdict !== undefined) return { ...verdict, ...facts };
  // `fetch` throws a TypeError if it cannot connect.
  if (error instanceof TypeError) return UNREACHABLE;
  const reason = error instanceof Error ? error.message : String(error);
  return {
    outcome: "failed",
    says: `The call failed: ${clean(reason)}`,
    remedy: "See the livekit-sip log, or the trunk's calls in the Twilio console",
    ...facts,
  };
}

/** The SIP status from the carrier or the phone; undefined for other errors. */
export function sipStatusOf(error: unknown): number | undefined {
  return error instanceof SipCallError ? error.sipStatusCode : undefined;
}

/** The result if no agent joins or it leaves: the worker is down, or the job failed. */
export function noAgent(says: string, agentName: string): DialFailure {
  return {
    outcome: "no-agent",
    says,
    remedy: `Start a worker that registers as ${agentName}, or see the log of the running worker`,
  };
}

function readError(error: unknown): { code?: string; sipStatus?: number } {
  if (!(error instanceof Error)) return {};
  const sipStatus = sipStatusOf(error);
  // LiveKit answers an invalid token with text, which repeats the token, and without a code.
  if (sipStatus === undefined && "status" in error && error.status === 401) return { code: "unauthenticated" };
  if (!("code" in error) || typeof error.code !== "string") return {};
  return { code: error.code, ...(sipStatus !== undefined && Number.isInteger(sipStatus) && { sipStatus }) };
}
