import { onThisStack } from "../../on-this-stack.js";
import type { Finding, Subject } from "../finding.js";
import { checkNotRun, type Skipped, unexpected } from "../check-not-run.js";
import { type Probe, ProbeError } from "./probe.js";

/** A probe, and what it should find out. */
export interface Attempt {
  readonly probe: Probe;
  readonly subject: Subject;
  /** `Whether a worker answers as arkenos-agent`. */
  readonly what: string;
  /** @throws ProbeError if it cannot run */
  readonly run: () => Promise<readonly Finding[]>;
}

/** The result of a probe: findings, and whether it could run. */
export interface Attempted {
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
}

/** Runs a probe. If it cannot run, that becomes a finding, and everything else is still reported. */
export async function attempted({ probe, subject, what, run }: Attempt): Promise<Attempted> {
  try {
    return { findings: await run(), skipped: [] };
  } catch (error) {
    const typed = subject.kind === "number" ? `${probe}=${subject.id}` : probe;
    const because =
      error instanceof ProbeError ? error : unexpected(error, onThisStack(`arkenos doctor --probe ${typed}`));
    const { finding, skipped } = checkNotRun({ id: probe, severity: "error", subject, what, because });
    return { findings: [finding], skipped: [skipped] };
  }
}
