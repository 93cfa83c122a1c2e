import type { ProblemDetail, Problem } from "@arkenos/provider/problem";
import { onThisStack } from "../../on-this-stack.js";
import type { Outcome } from "../../engine/outcome.js";
import { EngineError } from "../../engine/pulumi.js";
import type { Step } from "../../engine/step.js";
import { CommandError } from "./command-error.js";
import { ExitCode } from "./exit-code.js";
import { isRefusal } from "./is-refusal.js";
import { knownFailure } from "./known-failure.js";
import { changesIn, opWords, type Tense } from "../converge/outcome-text.js";
import { stepPhrase, stepProblem } from "../converge/step-label.js";

/** A run of the engine that failed. */
export interface FailedRun {
  readonly tense: Tense;
  /** Set if a person stopped it. */
  readonly stop?: Stop | undefined;
}

/** The progress of a stopped run. */
export interface Stop {
  /** Steps that began and did not report their end. */
  readonly unfinished: readonly Step[];
}

/** Why a run of the engine failed. */
export function engineFailure(error: unknown, outcome: Outcome, { tense, stop }: FailedRun): CommandError {
  const failure = error instanceof Error ? error : new Error(String(error));
  const known = knownFailure(failure);
  if (known) return known;
  const problems = outcome.failures.flatMap(({ step, problems: found }) =>
    found.map((problem) => (step === undefined ? problem : stepProblem(problem, step))),
  );
  if (stop && tense === "done") return stopped(changesIn(outcome.steps), stop, problems);
  const next = tense === "done" ? whatIsDone(outcome) : UNTOUCHED[tense];
  if (stop) return new CommandError({ code: "stopped", message: "Stopped", next, problems });
  const title = outcome.failures.find((failed) => failed.title)?.title ?? headline(problems, failure);
  const exitCode = isRefusal(title.code) ? ExitCode.usage : ExitCode.failed;
  return new CommandError({ ...title, exitCode, problems, next });
}

/** The effect of a run that only reads. */
const UNTOUCHED = { will: "Nothing was changed", drift: "Neither cloud was changed" } as const;

function whatIsDone({ steps, failures }: Outcome): string {
  const done = changesIn(steps).length;
  const touched = done > 0 || failures.some(({ step }) => step !== undefined);
  if (!touched) return "Nothing was changed";
  return `${done} ${done === 1 ? "change was made and is" : "changes were made and are"} in the state; run this again to continue`;
}

/** What a stopped run did, resource by resource. */
function stopped(done: readonly Step[], { unfinished }: Stop, problems: readonly Problem[]): CommandError {
  const touched = done.length > 0 || unfinished.length > 0 || problems.length > 0;
  return new CommandError({
    code: "stopped",
    message: "Stopped",
    problems: [
      ...done.map((step) => `${stepPhrase(step)}: ${opWords(step, "done")}`),
      ...problems,
      ...unfinished.map((step) => `${stepPhrase(step)}: started; the result is unknown`),
    ],
    next: touched
      ? `To continue, run ${onThisStack("arkenos provision")}: it waits for requests in progress, finds what was done, and completes the rest`
      : "Nothing was changed",
  });
}

function headline(problems: readonly Problem[], error: Error): ProblemDetail {
  if (problems.length > 0) return { code: "run_failed", message: "The run failed" };
  const [said] = error instanceof EngineError ? error.problems : [];
  return said ?? { code: "engine", message: error.message || "The engine failed" };
}
