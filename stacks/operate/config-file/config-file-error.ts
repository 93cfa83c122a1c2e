import { type ProblemDetail, type Problem, problemText } from "@arkenos/provider/problem";

/** A stack's config file that cannot be edited as requested. The file is unchanged. */
export class ConfigFileError extends Error {
  override name = "ConfigFileError";
  readonly problems: readonly Problem[];

  constructor(message: string, problems: readonly Problem[]) {
    super(message);
    this.problems = problems;
  }
}

/** A problem in a config file. @param place the file, or a line and column of it: `Pulumi.dev.yaml:4:1` */
export function problemAt(place: string, { path = [], ...detail }: ProblemDetail & Partial<Problem>): ConfigFileError {
  const problem = { path, ...detail };
  return new ConfigFileError(`${place}: ${problemText(problem)}`, [problem]);
}

/** Another process is editing the config file. */
export class ConfigFileLockedError extends ConfigFileError {
  override name = "ConfigFileLockedError";

  constructor(file: string, holder: string) {
    const problem = {
      path: [],
      code: "config_file_locked",
      message: `${file} is being edited by ${holder}`,
      remedy: "wait until that is done, and run this again",
    };
    super(problemText(problem), [problem]);
  }
}

/** Another program saves the config file repeatedly. */
export class FileKeepsChangingError extends ConfigFileError {
  override name = "FileKeepsChangingError";

  constructor(file: string) {
    const problem = {
      path: [],
      code: "config_file_changing",
      message: `${file} keeps being saved by another program`,
      remedy: "close it there, and run this again",
    };
    super(problemText(problem), [problem]);
  }
}

/** The edited config would be invalid. */
export class BrokenConfigError extends ConfigFileError {
  override name = "BrokenConfigError";
  /** The config, or what a command would write into it, is invalid. */
  readonly code = "invalid_config";
  /** `Pulumi.dev.yaml, which was not written, has 2 problems`. */
  readonly title: string;

  constructor(file: string, problems: readonly Problem[]) {
    const title = `${file}, which was not written, has ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}`;
    super([`${title}:`, ...problems.map((problem) => `  - ${problemText(problem)}`)].join("\n"), problems);
    this.title = title;
  }
}
