import { z } from "zod";
import { parsedJson } from "./parsed-json.js";

const whichSchema = z.object({ id: z.string(), subject: z.object({ kind: z.string(), id: z.string() }) });

const findingSchema = whichSchema.extend({
  severity: z.enum(["error", "warning", "info"]),
  message: z.string(),
  remedies: z.array(z.object({ text: z.string(), command: z.string().exactOptional() })),
  fixable: z.boolean().optional(),
  causedBy: whichSchema.optional(),
});

/** The doctor's verdict on the calls to a number. */
const verdictSchema = z.object({ number: z.string(), text: z.string() });

/** The output of `arkenos doctor --json`: findings, or why there are none. */
const answerSchema = z.union([
  z.object({ findings: z.array(findingSchema), verdicts: z.array(verdictSchema).default([]) }),
  z.object({ error: z.object({ message: z.string(), next: z.string().optional() }) }),
]);

/** A finding in the doctor's output. */
export type ReportedFinding = z.output<typeof findingSchema>;

/** A verdict in the doctor's output. */
export type ReportedVerdict = z.output<typeof verdictSchema>;

/** The doctor's findings, divided by whether they block a change. */
export interface Gate {
  /** Errors that `up` would not fix. */
  readonly stops: readonly ReportedFinding[];
  /** Errors that `up` would fix, such as a number that it has yet to create. */
  readonly fixed: readonly ReportedFinding[];
  readonly warnings: readonly ReportedFinding[];
  /** The verdict on each number before the change. */
  readonly verdicts: readonly ReportedVerdict[];
  /** Why there are no findings. */
  readonly failure?: string;
}

/** Parses the doctor's output. Anything else means that nothing was checked. */
export function gateOf(json: string): Gate {
  const answer = answerSchema.safeParse(parsedJson(json));
  if (!answer.success) return unseen("it ended without the output of arkenos doctor --json");
  if ("error" in answer.data) {
    const { message, next } = answer.data.error;
    return unseen(next ? `${message}. ${next}` : message);
  }
  const { findings, verdicts } = answer.data;
  // For one number, `up` may fix a check's finding; for another, it may not.
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
