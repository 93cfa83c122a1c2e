import { ApiError, withoutSecrets } from "@arkenos/provider/clouds";
import type { Reading, Unreadable } from "./observed.js";

/** Twilio's codes for a problem with the account rather than the key. */
export const INACTIVE = ["10001", "20005"];
/** Twilio's code for refusing trunking to a trial account. */
export const TRIAL_REFUSED = "10002";

/**
 * Reads something. If a cloud refuses or returns an unexpected answer, that is reported, and the rest stays readable.
 */
export async function reading<T extends object>(read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { readable: true, ...(await read()) };
  } catch (error) {
    return { readable: false, problem: error instanceof ApiError ? unreadable(error) : unreadableAnswer(error) };
  }
}

/**
 * Well-formed JSON without what every answer of the cloud contains: another server answered, or this code misread it.
 */
function unreadableAnswer(error: unknown): Unreadable {
  const reason = withoutSecrets(error instanceof Error ? error.message : String(error), []);
  return { kind: "refused", status: 200, code: "malformed", message: `an answer could not be parsed: ${reason}` };
}

function unreadable({ status, code, message }: ApiError): Unreadable {
  return { kind: kindOf(status, code), status, code, message };
}

function kindOf(status: number, code: string): Unreadable["kind"] {
  if (code === "no_redis") return "sip-off";
  if (status === 401) return "credentials";
  return status === 0 ? "unreachable" : "refused";
}
