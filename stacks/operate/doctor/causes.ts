import type { Finding } from "./finding.js";

/** What of one finding makes another its consequence, beside their ids. */
type Tie = (effect: Finding, cause: Finding) => boolean;

/** Consequence → what may be behind it, the likeliest first. A number's cause is one of that number, or of them all. */
const CAUSES: Readonly<Record<string, readonly string[]>> = {
  "origination-foreign-host": ["origination-host"],
  "origination-weights": ["origination-foreign-host"],
  "origination-transport": ["origination-host", "origination-foreign-host"],
  "secure-origination": ["origination-host", "origination-foreign-host"],
  "number-not-on-trunk": ["number-voice-app"],
  "number-not-owned": ["number-requirements"],
  "number-not-in-inbound-trunk": ["inbound-trunk-missing", "number-not-owned"],
  "rule-dangling-trunk": ["inbound-trunk-missing"],
  "outbound-address": ["termination-domain", "outbound-address-format"],
  "agent-joins": ["agent-worker-health"],
  "agent-joins-not-checked": ["livekit-credentials", "livekit-unreachable"],
  "outbound-call-not-checked": ["livekit-credentials", "livekit-unreachable"],
  "outbound-username": ["termination-auth", "credential-list-empty"],
  "dial-simulation": [
    "number-not-owned",
    "number-voice-app",
    "number-not-on-trunk",
    "origination-enabled",
    "origination-host",
    "origination-foreign-host",
    "origination-scheme",
    "number-voice-capability",
    "inbound-trunk-missing",
    "inbound-trunk-default-ambiguous",
    "inbound-trunk-conflict",
    "inbound-auth-with-twilio",
    "number-not-in-inbound-trunk",
    "inbound-allowed-addresses",
    "rule-agent-name",
    "rule-no-room-config",
    "rule-conflict",
    "rule-inbound-numbers-swapped",
    "rule-number-not-canonical",
    "rule-dangling-trunk",
    "secure-media",
    "rule-wildcard",
  ],
  "inbound-call-log": ["number-not-on-trunk", "number-voice-app", "origination-enabled", "origination-host"],
};

/** A number's finding is no consequence of another number's. */
const sameNumber: Tie = (effect, cause) =>
  effect.subject.kind !== "number" || cause.subject.kind !== "number" || effect.subject.id === cause.subject.id;

/**
 * Marks findings that are consequences of others and puts them below, so that the cause is fixed first.
 * A consequence of a consequence bears the first cause.
 */
export function withCauses(findings: readonly Finding[]): Finding[] {
  const caused = findings.map((finding) => {
    const cause = causeOf(finding, findings);
    return cause ? { ...finding, causedBy: { id: cause.id, subject: cause.subject } } : finding;
  });
  const roots = caused.filter(({ causedBy }) => causedBy === undefined);
  const below = caused.filter(({ causedBy }) => causedBy !== undefined);
  const isBelow =
    ({ id, subject }: Finding) =>
    (effect: Finding) =>
      effect.causedBy?.id === id && effect.causedBy.subject.id === subject.id;
  return roots.flatMap((root) => [root, ...below.filter(isBelow(root))]);
}

function causeOf(finding: Finding, findings: readonly Finding[], seen: readonly Finding[] = []): Finding | undefined {
  for (const id of CAUSES[finding.id] ?? []) {
    const cause = findings.find((other) => other.id === id && other !== finding && sameNumber(finding, other));
    if (cause && !seen.includes(cause)) return causeOf(cause, findings, [...seen, finding]) ?? cause;
  }
  return undefined;
}
