import { type Dial, dial, type DialFailure } from "@arkenos/agent/outbound";
import type { Finding } from "../finding.js";
import { ProbeError } from "./probe.js";

/** LiveKit's codes for refusing even to try a call. */
const REFUSAL_CODES = ["unauthenticated", "permission_denied"];

/**
 * Calls a number and hangs up by deleting the room. Reports why the number could not be reached.
 *
 * @throws ProbeError if no call was made, so that the outbound route is unknown
 */
export async function probeOutboundCall(call: Dial, hangUp: (room: string) => Promise<void>): Promise<Finding[]> {
  const subject = { kind: "number", id: call.to } as const;
  const result = await dial(call);
  if (result.outcome === "answered") {
    try {
      await hangUp(result.room);
      return [];
    } catch (error) {
      if (!(error instanceof ProbeError)) throw error;
      const message = `${call.to} answered the test call, which could not be ended (${error.message})`;
      const remedies = [{ text: `end it by removing the room ${result.room} in LiveKit's dashboard` }];
      return [{ id: "probe-room-left", severity: "warning", subject, found: result.room, message, remedies }];
    }
  }
  const { outcome, code, sipStatus, says: message, remedy } = result;
  if (!wasMade(result)) throw new ProbeError({ code: code ?? outcome, message, remedy });
  const status = String(sipStatus ?? code ?? outcome);
  const failed = `The test call to ${call.to} failed with ${status}: ${message}`;
  return [
    { id: "outbound-call", severity: "error", subject, found: status, message: failed, remedies: [{ text: remedy }] },
  ];
}

/**
 * Whether LiveKit tried to call or the carrier answered. A missing agent counts, because a real call would fail too.
 */
function wasMade({ outcome, code, sipStatus }: DialFailure): boolean {
  if (sipStatus !== undefined || (outcome !== "failed" && outcome !== "not-allowed")) return true;
  return code !== undefined && !REFUSAL_CODES.includes(code);
}
