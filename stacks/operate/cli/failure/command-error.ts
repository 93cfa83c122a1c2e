import { ExitCode } from "./exit-code.js";

/**
 * A failure that is shown to a person: one sentence, and what to do next.
 *
 * @example
 * throw new CommandError("Unknown agent \"sales\"", { exitCode: ExitCode.usage, next: "Agents are reception, night-desk" });
 */
export class CommandError extends Error {
  override name = "CommandError";
  readonly exitCode: ExitCode;
  /** What to do next. */
  readonly next: string | undefined;
  /** The individual problems, if there are several. */
  readonly problems: readonly string[] | undefined;

  constructor(
    message: string,
    {
      exitCode = ExitCode.failed,
      next,
      problems,
    }: { exitCode?: ExitCode; next?: string; problems?: readonly string[] } = {},
  ) {
    super(message);
    this.exitCode = exitCode;
    this.next = next;
    this.problems = problems;
  }
}
