import type { Outcome } from "../../engine/outcome.js";
import type { Step } from "../../engine/step.js";
import { CommandError } from "./command-error.js";
import { ExitCode } from "./exit-code.js";
import { knownFailure } from "./known-failure.js";
import { changesIn, opWords, type Tense } from "../converge/outcome-text.js";
import { stepPhrase } from "../converge/step-label.js";

/** A run of the engine that failed. */
export interface FailedRun {
  readonly tense: Tense;
  /** Given where somebody stopped it. */
  readonly stop?: Stop | undefined;
}

/** How far a run came that somebody stopped. */
export interface Stop {
  /** What was begun, and not heard of again. */
  readonly unheard: readonly Step[];
}

/** Why a run of the engine failed, in words. */
export function engineFailure(error: unknown, outcome: Outcome, { tense, stop }: FailedRun): CommandError {
  const failure = error instanceof Error ? error : new Error(String(error));
  const known = knownFailure(failure);
  if (known) return known;
  const problems = outcome.failures.flatMap(({ step, reasons }) =>
    reasons.flatMap(linesOf).map((reason) => (step ? `${stepPhrase(step)}: ${reason}` : reason)),
  );
  if (stop && tense === "done") return stopped(changesIn(outcome.steps), stop, problems);
  const next = tense === "done" ? whatIsDone(outcome) : UNTOUCHED[tense];
  if (stop) return new CommandError("Stopped", { next, problems });
  const isConfig = problems.some((problem) => /^The stack's config has|^SipTopology ".*" has/.test(problem));
  return new CommandError(headline(problems, failure.message), {
    exitCode: isConfig ? ExitCode.usage : ExitCode.failed,
    problems: problems.filter((problem) => !isHeadline(problem)),
    next,
  });
}

/** What a run leaves that only looks. */
const UNTOUCHED = { will: "Nothing was changed", drift: "Neither cloud was changed" } as const;

function whatIsDone({ steps, failures }: Outcome): string {
  const done = changesIn(steps).length;
  const touched = done > 0 || failures.some(({ step }) => step !== undefined);
  if (!touched) return "Nothing was changed";
  return `${done} ${done === 1 ? "object was done and is" : "objects were done and are"} in the state; run it again to go on`;
}

/** What a stopped run has done, resource by resource. */
function stopped(done: readonly Step[], { unheard }: Stop, problems: readonly string[]): CommandError {
  const touched = done.length > 0 || unheard.length > 0 || problems.length > 0;
  return new CommandError("Stopped", {
    problems: [
      ...done.map((step) => `${stepPhrase(step)}: ${opWords(step, "done")}`),
      ...problems,
      ...unheard.map((step) => `${stepPhrase(step)}: begun, and whether it was done is not known`),
    ],
    next: touched
      ? "To go on: arkenos provision, which waits for what is under way, finds what was done, and does the rest"
      : "Nothing was changed",
  });
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
          !/^(Running program|(update|preview|refresh|destroy) (failed|canceled)|resource .* (create|update|delete)|\d+ errors? occurred)/.test(
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
