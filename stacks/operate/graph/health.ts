import type { Finding, Severity } from "../doctor/finding.js";
import { isLost, type Verdict } from "../simulate/verdict.js";
import type { Health, Presence } from "./topology-graph.js";

const BADNESS: readonly Health[] = ["ok", "unknown", "info", "warning", "error"];

/** The worst of several health values; `ok` for an empty list. */
export function worst(healths: readonly Health[]): Health {
  return healths.reduce<Health>((bad, health) => (BADNESS.indexOf(health) > BADNESS.indexOf(bad) ? health : bad), "ok");
}

/** The health of an object according to its findings. Without a check, it is `unknown` at best. */
export function healthOf(findings: readonly Finding[], presence: Presence, isLookedAt = true): Health {
  const at = isLookedAt && (presence === "live" || presence === "foreign") ? "ok" : "unknown";
  return worst([at, ...findings.map(({ severity }) => severity)]);
}

/** The health of a number according to its verdict. */
export function healthOfCalls(verdict: Verdict): Health {
  if (verdict.calls === "not checked") return "unknown";
  return isLost(verdict) ? "error" : "ok";
}

/** Sorts findings by severity, worst first. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  const rank: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
  return findings.toSorted((one, other) => rank[one.severity] - rank[other.severity]);
}

/** The findings about an object, by any of its ids. */
export function findingsAbout(
  findings: readonly Finding[],
  kinds: readonly Finding["subject"]["kind"][],
  ids: readonly (string | undefined)[],
): Finding[] {
  const about = ({ subject }: Finding) =>
    kinds.includes(subject.kind) &&
    (ids.includes(subject.id) || (subject.name !== undefined && ids.includes(subject.name)));
  return bySeverity(findings.filter(about));
}
