import { type Problem, problemText } from "@arkenos/provider/problem";

/** A stack's config file that cannot be edited as requested, and the remedy. The file is unchanged. */
export class ConfigFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ConfigFileError";
  }
}

/** Another process is editing the config file. */
export class ConfigFileLockedError extends ConfigFileError {
  constructor(file: string, holder: string) {
    super(`${file} is being edited by ${holder}; wait until that is done, and run this again`);
    this.name = "ConfigFileLockedError";
  }
}

/** Another program saves the config file repeatedly. */
export class FileKeepsChangingError extends ConfigFileError {
  constructor(file: string) {
    super(`${file} keeps being saved by another program; close it there, and run this again`);
    this.name = "FileKeepsChangingError";
  }
}

/** The edited config would be invalid. */
export class BrokenConfigError extends ConfigFileError {
  /** `Pulumi.dev.yaml, which was not written, has 2 problems`. */
  readonly title: string;
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    const title = `${file}, which was not written, has ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}`;
    super([`${title}:`, ...problems.map((problem) => `  - ${problemText(problem)}`)].join("\n"));
    this.name = "BrokenConfigError";
    this.title = title;
    this.problems = problems;
  }
}
