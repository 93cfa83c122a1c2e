import type { Problem } from "@arkenos/provider/problem";
import { ConfigFileError, ConfigFileLockedError } from "../../config-file/config-file-error.js";
import { PipelineExistsError } from "../../pipeline/write-pipeline.js";
import { CommandError } from "./command-error.js";
import { knownFailure } from "./known-failure.js";
import { ExitCode } from "./exit-code.js";
import { isRefusal } from "./is-refusal.js";

/** An error with its problems as data: an invalid config, missing settings, no engine. */
interface Problematic extends Error {
  /** What they are about: `The stack's config has 2 problems`. */
  readonly title?: string;
  readonly code?: string;
  readonly problems: readonly Problem[];
}

/** Converts anything thrown to a failure. `ARKENOS_DEBUG` adds the stack. */
export function failureOf(error: unknown, env: NodeJS.ProcessEnv): CommandError {
  if (error instanceof CommandError) return error;
  const thrown = error instanceof Error ? error : new Error(String(error));
  const known = knownFailure(thrown);
  if (known) return known;
  const exitCode = exitCodeOf(thrown);
  const code = codeOf(thrown);
  if (env.ARKENOS_DEBUG) return new CommandError({ code, message: thrown.stack || thrown.message, exitCode });
  if (!isProblematic(thrown)) return new CommandError({ code, message: thrown.message, exitCode });
  const { title, problems, message } = thrown;
  return title === undefined
    ? new CommandError({ code, message, exitCode, details: problems })
    : new CommandError({ code, message: title, exitCode, problems });
}

/** The error's own code, which may be Node's or a cloud's, or that of its first problem. */
function codeOf(error: Error): string {
  const own = "code" in error && typeof error.code === "string" ? error.code : "";
  return own || (isProblematic(error) && error.problems[0]?.code) || "unexpected";
}

function exitCodeOf(error: Error): ExitCode {
  if (error instanceof ConfigFileLockedError) return ExitCode.locked;
  const isRefused = isProblematic(error) && isRefusal(error.code ?? "");
  return isRefused || error instanceof ConfigFileError || error instanceof PipelineExistsError
    ? ExitCode.usage
    : ExitCode.failed;
}

function isProblematic(error: Error): error is Problematic {
  return "problems" in error && Array.isArray(error.problems);
}
