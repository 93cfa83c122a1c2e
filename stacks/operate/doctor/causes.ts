import { CATALOG } from "./catalog.js";
import { notCheckedId } from "./check-not-run.js";
import type { Finding } from "./finding.js";
import { PROBE_SPECS } from "./probes/probe.js";

/** Whether one finding is a consequence of another, judged by more than their ids. */
type IsCausedBy = (effect: Finding, cause: Finding) => boolean;

/** The possible causes of a finding, by its id, most likely first. */
const CAUSES: ReadonlyMap<string, readonly string[]> = new Map([
  ...CATALOG.map(({ id, causes = [] }) => [id, causes] as const),
  ...PROBE_SPECS.map(({ id, preventedBy = [] }) => [notCheckedId(id), preventedBy] as const),
]);

/** A finding about a number is not a consequence of one about another number. */
const sameNumber: IsCausedBy = (effect, cause) =>
  effect.subject.kind !== "number" || cause.subject.kind !== "number" || effect.subject.id === cause.subject.id;

/**
 * Marks findings that are consequences of others and sorts them below their causes, so that the cause is fixed first. A
 * consequence of a consequence is marked with the first cause.
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
  for (const id of CAUSES.get(finding.id) ?? []) {
    const cause = findings.find((other) => other.id === id && other !== finding && sameNumber(finding, other));
    if (cause && !seen.includes(cause)) return causeOf(cause, findings, [...seen, finding]) ?? cause;
  }
  return undefined;
}
