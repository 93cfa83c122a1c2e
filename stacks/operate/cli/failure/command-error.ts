import { ExitCode } from "./exit-code.js";

/**
 * A failure that the command has words for: one sentence, and what to do next.
 *
 * @example
 * throw new CommandError("There is no agent \"sales\"", { exitCode: ExitCode.usage, next: "agents are reception, night-desk" });
 */
export class CommandError extends Error {
  override name = "CommandError";
  readonly exitCode: ExitCode;
  /** What to do about it. */
  readonly next: string | undefined;
  /** Each thing that is wrong, where it is several. */
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
