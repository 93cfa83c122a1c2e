import { ApiError } from "@arkenos/provider/clouds";
import type { Reading, Unreadable } from "./observed.js";

/** Codes by which Twilio says that the account, not the key, is the matter. */
export const INACTIVE = ["10001", "20005"];
/** The code by which Twilio refuses trunking to a trial account. */
export const TRIAL_REFUSED = "10002";

/** Reads something; what a cloud refuses is told, what is our own mistake is thrown. */
export async function reading<T extends object>(read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { readable: true, ...(await read()) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { readable: false, problem: unreadable(error) };
  }
}

function unreadable({ status, code, message }: ApiError): Unreadable {
  return { kind: kindOf(status, message), status, code, message };
}

function kindOf(status: number, message: string): Unreadable["kind"] {
  if (message.includes("sip not connected")) return "sip-off";
  if (status === 401) return "credentials";
  return status === 0 ? "unreachable" : "refused";
}
