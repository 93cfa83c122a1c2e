import { type Dial, dial } from "@arkenos/agent/outbound";
import type { Finding } from "../finding.js";

/** Rings a number and hangs up by removing the room; says why it could not be reached. */
export async function probeOutboundCall(call: Dial, hangUp: (room: string) => Promise<void>): Promise<Finding[]> {
  const result = await dial(call);
  if (result.outcome === "answered") {
    await hangUp(result.room);
    return [];
  }
  const status = result.sipStatus ?? result.code ?? result.outcome;
  return [
    {
      id: "outbound-call",
      severity: "error",
      subject: { kind: "number", id: call.to },
      found: String(status),
      remediation: `The test call to ${call.to} failed with ${status}: ${result.says}. ${result.remedy}.`,
    },
  ];
}
