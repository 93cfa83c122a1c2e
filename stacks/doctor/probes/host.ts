import { lookup } from "node:dns/promises";
import type { Finding } from "../finding.js";

/** Looks the SIP domain up. A host's port is left out. */
export async function probeHost(sipDomain: string): Promise<Finding[]> {
  const host = sipDomain.replace(/:\d+$/, "");
  try {
    await lookup(host);
    return [];
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no answer";
    return [
      {
        id: "origination-resolves",
        severity: "warning",
        subject: { kind: "config", id: "sipDomain" },
        found: code,
        remediation: `${host} does not resolve (${code}); check the SIP domain.`,
      },
    ];
  }
}
