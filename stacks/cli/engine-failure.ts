import type { Outcome } from "../engine/outcome.js";
import { CommandError } from "./command-error.js";
import { ExitCode } from "./exit-code.js";
import { knownFailure } from "./known-failure.js";
import { changesIn, type Tense } from "./outcome-text.js";

/** A run of the engine that failed. */
export interface FailedRun {
  readonly tense: Tense;
  /** Whether somebody stopped it. */
  readonly stopped: boolean;
}

/** Why a run of the engine failed, in words. */
export function engineFailure(error: unknown, outcome: Outcome, { tense, stopped }: FailedRun): CommandError {
  const failure = error instanceof Error ? error : new Error(String(error));
  const known = knownFailure(failure);
  if (known) return known;
  const problems = outcome.failures.flatMap(({ step, reasons }) =>
    reasons.flatMap(linesOf).map((reason) => (step ? `${step.cloud}, ${step.words}: ${reason}` : reason)),
  );
  const next = tense === "done" ? whatIsDone(outcome, stopped) : UNTOUCHED[tense];
  if (stopped) return new CommandError("Stopped", { next, problems });
  const isConfig = problems.some((problem) => /^The stack's config has|^SipTopology ".*" has/.test(problem));
  return new CommandError(headline(problems, failure.message), {
    exitCode: isConfig ? ExitCode.usage : ExitCode.failed,
    problems: problems.filter((problem) => !isHeadline(problem)),
    next,
  });
}

/** What a run leaves that only looks. */
const UNTOUCHED = { will: "Nothing was changed", drift: "Neither cloud was changed" } as const;

function whatIsDone({ steps, failures }: Outcome, stopped: boolean): string {
  const done = changesIn(steps).length;
  const touched = done > 0 || stopped || failures.some(({ step }) => step !== undefined);
  if (!touched) return "Nothing was changed";
  return `${done} ${done === 1 ? "object was done and is" : "objects were done and are"} in the state; run it again to go on`;
}

/** Sentences of a reason; the engine's own remarks about its runtime are none. */
function linesOf(reason: string): string[] {
  return (
    reason
      .split("\n")
      // A frame of a stack is indented; a sentence may begin with the same word.
      .filter((line) => !/^\s+at /.test(line))
      .map((line) => line.replace(/^\s*(-|error:|Preview failed:|RunError:|Error:)?\s*/, "").trim())
      .filter(
        (line) =>
          line !== "" &&
          !/^(Running program|update failed|preview failed|resource .* (create|update|delete)|\d+ errors? occurred)/.test(
            line,
          ),
      )
  );
}

function isHeadline(problem: string): boolean {
  return /has \d+ problems?:$/.test(problem);
}

function headline(problems: readonly string[], message: string): string {
  const [first] = problems.filter(isHeadline);
  if (first) return first.replace(/:$/, "");
  if (problems.length > 0) return "The run failed";
  const [line = "The engine failed"] = /error: (.*)/.exec(message)?.slice(1) ?? [];
  return line;
}
