import { z } from "zod";
import { parsedJson } from "./parsed-json.js";

const whichSchema = z.object({ id: z.string(), subject: z.object({ kind: z.string(), id: z.string() }) });

const findingSchema = whichSchema.extend({
  severity: z.enum(["error", "warning", "info"]),
  remediation: z.string(),
  fixable: z.boolean().optional(),
  causedBy: whichSchema.optional(),
});

/** What becomes of the calls to a number, with the doctor's words for it. */
const verdictSchema = z.object({ number: z.string(), text: z.string() });

/** What `arkenos doctor --json` answers: findings, or why there are none. */
const answerSchema = z.union([
  z.object({ findings: z.array(findingSchema), verdicts: z.array(verdictSchema).default([]) }),
  z.object({ error: z.object({ message: z.string(), next: z.string().optional() }) }),
]);

/** A finding as doctor's answer has it. */
export type ReportedFinding = z.output<typeof findingSchema>;

/** A verdict as doctor's answer has it. */
export type ReportedVerdict = z.output<typeof verdictSchema>;

/** What of doctor's findings a change is stopped for. */
export interface Gate {
  /** Errors that `up` would not fix. */
  readonly stops: readonly ReportedFinding[];
  /** Errors that `up` would fix, a new number that is not there yet among them. */
  readonly fixed: readonly ReportedFinding[];
  readonly warnings: readonly ReportedFinding[];
  /** What becomes of the calls to each number, before the change. */
  readonly verdicts: readonly ReportedVerdict[];
  /** Why there are no findings. */
  readonly failure?: string;
}

/** Reads doctor's answer; whatever is none is a doctor who could not look. */
export function gateOf(json: string): Gate {
  const answer = answerSchema.safeParse(parsedJson(json));
  if (!answer.success) return unseen("it ended without an answer, as arkenos doctor --json gives it");
  if ("error" in answer.data) {
    const { message, next } = answer.data.error;
    return unseen(next ? `${message}. ${next}` : message);
  }
  const { findings, verdicts } = answer.data;
  // The same check may find what `up` fixes for one number, and what it does not fix for another.
  const fixes = new Set(findings.filter(({ fixable }) => fixable).map(keyOf));
  const isFixed = (finding: ReportedFinding) =>
    fixes.has(keyOf(finding)) || (finding.causedBy !== undefined && fixes.has(keyOf(finding.causedBy)));
  const errors = findings.filter(({ severity }) => severity === "error");
  return {
    stops: errors.filter((finding) => !isFixed(finding)),
    fixed: errors.filter(isFixed),
    warnings: findings.filter(({ severity }) => severity === "warning"),
    verdicts,
  };
}

function keyOf({ id, subject }: z.output<typeof whichSchema>): string {
  return `${id} ${subject.kind} ${subject.id}`;
}

function unseen(failure: string): Gate {
  return { stops: [], fixed: [], warnings: [], verdicts: [], failure };
}
