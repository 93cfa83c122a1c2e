import { type Problem, problemText } from "@arkenos/provider/problem";
import { ExitCode } from "./exit-code.js";

/**
 * A failure that is shown to a person: one sentence, and what to do next.
 *
 * @example
 * ```ts
 * throw new CommandError("Unknown agent \"sales\"", { exitCode: ExitCode.usage, next: "Agents are reception, night-desk" });
 * ```
 */
export class CommandError extends Error {
  override name = "CommandError";
  readonly exitCode: ExitCode;
  /** What to do next. */
  readonly next: string | undefined;
  /** The individual problems, if there are several, as sentences. */
  readonly problems: readonly string[] | undefined;
  /** Those of them that are known as data: place, code, message and remedy. */
  readonly details: readonly Problem[];

  constructor(
    message: string,
    {
      exitCode = ExitCode.failed,
      next,
      problems,
      details,
    }: {
      exitCode?: ExitCode;
      next?: string;
      problems?: readonly (Problem | string)[];
      details?: readonly Problem[];
    } = {},
  ) {
    super(message);
    this.exitCode = exitCode;
    this.next = next;
    this.problems = problems?.map((problem) => (typeof problem === "string" ? problem : problemText(problem)));
    this.details = details ?? problems?.filter((problem) => typeof problem !== "string") ?? [];
  }
}
