import type { Finding } from "../../doctor/finding.js";
import type { PastRun } from "../../engine/past-run.js";
import type { Verdict, Worker } from "../../simulate/verdict.js";
import type { ListedAgent } from "../agents/list.js";
import type { Drift } from "./drift.js";

/** A stack at a glance. */
export interface Status {
  readonly stack: string;
  /** Where the state is kept; undefined if that is not known. */
  readonly backend: string | undefined;
  /** The newest run in the history; undefined before the first one, or if the history could not be read. */
  readonly lastRun: PastRun | undefined;
  readonly isHistoryRead: boolean;
  /** Whether a later run was killed and left operations pending. */
  readonly isInterrupted: boolean;
  /** When a refresh last read both clouds into the state. */
  readonly readAt: Date | undefined;
  readonly drift: Drift;
  readonly workers: readonly { readonly name: string; readonly worker: Worker }[];
  readonly numbers: readonly { readonly agent: string | undefined; readonly verdict: Verdict }[];
  readonly agents: readonly ListedAgent[];
  /** Clouds that could not be read, and what a probe found. */
  readonly findings: readonly Finding[];
}
