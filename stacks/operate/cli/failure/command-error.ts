import { type ProblemDetail, type Problem, problemText } from "@arkenos/provider/problem";
import { solvedOnThisStack } from "../../on-this-stack.js";
import { ExitCode } from "./exit-code.js";

/** What a command reports when it fails. */
interface Failure extends Pick<ProblemDetail, "code" | "message"> {
  readonly exitCode?: ExitCode;
  /** What to do next. */
  readonly next?: string | undefined;
  /** The individual problems, if there are several. */
  readonly problems?: readonly (Problem | string)[];
  /** The problems as data, if not all of them are in `problems`. */
  readonly details?: readonly Problem[];
}

/**
 * A failure that is shown to a person: a code for scripts, one sentence, and what to do next.
 *
 * @example
 * ```ts
 * throw new CommandError({ code: "unknown_agent", message: 'Unknown agent "sales"', next: "Agents are reception, night-desk" });
 * ```
 */
export class CommandError extends Error {
  override name = "CommandError";
  readonly code: string;
  readonly exitCode: ExitCode;
  /** What to do next. */
  readonly next: string | undefined;
  /** The individual problems, if there are several, as sentences. */
  readonly problems: readonly string[] | undefined;
  /** Those of them that are known as data, or otherwise the failure itself: place, code, message and remedy. */
  readonly details: readonly Problem[];

  constructor({ code, message, exitCode = ExitCode.failed, next, problems, details }: Failure) {
    super(message);
    this.code = code;
    this.exitCode = exitCode;
    this.next = next;
    const here = problems?.map((problem) => (typeof problem === "string" ? problem : solvedOnThisStack(problem)));
    this.problems = here?.map((problem) => (typeof problem === "string" ? problem : problemText(problem)));
    const known = details?.map(solvedOnThisStack) ?? here?.filter((problem) => typeof problem !== "string") ?? [];
    const itself = { path: [], code, message, ...(next !== undefined && { remedy: next }) };
    this.details = known.length > 0 ? known : [itself];
  }
}
