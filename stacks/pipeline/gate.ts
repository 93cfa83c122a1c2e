import { z } from "zod";

const findingSchema = z.object({
  id: z.string(),
  severity: z.enum(["error", "warning", "info"]),
  remediation: z.string(),
  fixable: z.boolean().optional(),
  causedBy: z.object({ id: z.string() }).optional(),
});

/** What `arkenos doctor --json` answers: findings, or why there are none. */
const answerSchema = z.union([
  z.object({ findings: z.array(findingSchema) }),
  z.object({ error: z.object({ message: z.string(), next: z.string().optional() }) }),
]);

/** A finding as doctor's answer has it. */
export type ReportedFinding = z.output<typeof findingSchema>;

/** What of doctor's findings a change is stopped for. */
export interface Gate {
  /** Errors that `up` would not mend. */
  readonly stops: readonly ReportedFinding[];
  /** Errors that `up` would mend, a new number that is not there yet among them. */
  readonly mended: readonly ReportedFinding[];
  readonly warnings: readonly ReportedFinding[];
  /** Why there are no findings. */
  readonly failure?: string;
}

/** Reads doctor's answer. @throws Error if it is none */
export function gateOf(json: string): Gate {
  const answer = answerSchema.parse(parsed(json));
  if ("error" in answer) {
    const { message, next } = answer.error;
    return { stops: [], mended: [], warnings: [], failure: next ? `${message}. ${next}` : message };
  }
  const { findings } = answer;
  const mends = new Set(findings.filter(({ fixable }) => fixable).map(({ id }) => id));
  const isMended = ({ id, causedBy }: ReportedFinding) =>
    mends.has(id) || (causedBy !== undefined && mends.has(causedBy.id));
  const errors = findings.filter(({ severity }) => severity === "error");
  return {
    stops: errors.filter((finding) => !isMended(finding)),
    mended: errors.filter(isMended),
    warnings: findings.filter(({ severity }) => severity === "warning"),
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error("what is called doctor's answer is no JSON; write it with arkenos doctor --json");
  }
}
