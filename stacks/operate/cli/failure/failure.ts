import { CommandError } from "./command-error.js";
import { knownFailure } from "./known-failure.js";
import { ExitCode } from "./exit-code.js";

/** Errors that mean that the command line or the config is invalid. */
const USAGE = new Set(["ConfigError", "ConfigFileError", "BrokenConfigError", "RunError", "PipelineExistsError"]);

/** Converts anything thrown to a failure. `ARKENOS_DEBUG` adds the stack. */
export function failureOf(error: unknown, env: NodeJS.ProcessEnv): CommandError {
  if (error instanceof CommandError) return error;
  const thrown = error instanceof Error ? error : new Error(String(error));
  const known = knownFailure(thrown);
  if (known) return known;
  const { name, message, stack } = thrown;
  if (name === "ConfigFileLockedError") return new CommandError(message, { exitCode: ExitCode.locked });
  const [first = "", ...rest] = message.split("\n");
  const problems = rest.map((line) => line.replace(/^\s*-?\s*/, "")).filter(Boolean);
  return new CommandError(env.ARKENOS_DEBUG ? (stack ?? message) : first, {
    exitCode: USAGE.has(name) ? ExitCode.usage : ExitCode.failed,
    ...(problems.length > 0 && !env.ARKENOS_DEBUG && { problems }),
  });
}
