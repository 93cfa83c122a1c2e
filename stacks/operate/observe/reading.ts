import { ApiError, withoutSecrets } from "@arkenos/provider/clouds";
import type { Reading, Unreadable } from "./observed.js";

/** Codes by which Twilio says that the account, not the key, is the matter. */
export const INACTIVE = ["10001", "20005"];
/** The code by which Twilio refuses trunking to a trial account. */
export const TRIAL_REFUSED = "10002";

/** Reads something. What a cloud refuses, or answers in a shape that is not its own, is reported; the rest stays readable. */
export async function reading<T extends object>(read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { readable: true, ...(await read()) };
  } catch (error) {
    return { readable: false, problem: error instanceof ApiError ? unreadable(error) : unreadableAnswer(error) };
  }
}

/** Well-formed JSON that lacks what every answer of the cloud has: something else answered, or we misread it. */
function unreadableAnswer(error: unknown): Unreadable {
  const reason = withoutSecrets(error instanceof Error ? error.message : String(error), []);
  return { kind: "refused", status: 200, code: "malformed", message: `an answer could not be understood: ${reason}` };
}

function unreadable({ status, code, message }: ApiError): Unreadable {
  return { kind: kindOf(status, code), status, code, message };
}

function kindOf(status: number, code: string): Unreadable["kind"] {
  if (code === "no_redis") return "sip-off";
  if (status === 401) return "credentials";
  return status === 0 ? "unreachable" : "refused";
}
