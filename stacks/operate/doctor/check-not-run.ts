import { shown } from "@arkenos/provider/text";
import type { Finding, Severity, Subject } from "./finding.js";

/** A check or a probe that did not run, and why. */
export interface Skipped {
  readonly id: string;
  readonly reason: string;
  /** Whether something could not be read; otherwise there is nothing to check. */
  readonly isUnread: boolean;
}

/** A check or a probe that could not run. */
export interface CheckNotRun {
  /** The id of the check or probe. */
  readonly id: string;
  readonly severity: Severity;
  readonly subject: Subject;
  /** What is unknown, as the beginning of a sentence: `Whether a worker answers as arkenos-agent`. */
  readonly what: string;
  readonly because: Reason;
}

/** Why it could not run. */
export interface Reason {
  /** A status or code of the server, the system or the runtime. */
  readonly code: string;
  /** One sentence without secrets and without its period. */
  readonly message: string;
  /** What to do about it, as a sentence without its period. */
  readonly remedy: string;
}

/** Converts a check or a probe that could not run to a finding and a skipped check. */
export function checkNotRun({ id, severity, subject, what, because }: CheckNotRun): {
  finding: Finding;
  skipped: Skipped;
} {
  const { code, message, remedy } = because;
  const text = shown(`${what} was not checked: ${message}`);
  const remedies = [{ text: shown(remedy) }];
  return {
    finding: { id: notCheckedId(id), severity, subject, found: code, message: text, remedies },
    skipped: { id, reason: shown(message), isUnread: true },
  };
}

/** The id of the finding that a check or a probe could not run. */
export function notCheckedId(id: string): string {
  return `${id}-not-checked`;
}

/** The reason for an unexpected failure: a bug in this package, or an unknown response. */
export function unexpected(error: unknown, command: string): Reason {
  const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
  return {
    code: name,
    message: `it failed unexpectedly (${message})`,
    remedy: `Report this as a bug, with the output of ${command} --json`,
  };
}
