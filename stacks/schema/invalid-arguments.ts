import { codedText, type Problem } from "@arkenos/provider/problem";

/**
 * All problems of a config or component. Pulumi prints this error without a stack trace. The engine passes on only its
 * message, so each line holds the code of its problem.
 */
export class InvalidArgumentsError extends Error {
  /** By this Pulumi recognizes a `RunError`. Extending that class would load the SDK into every command. */
  readonly __pulumiRunError = true;
  /** The subject and the number of problems: `The stack's config has 2 problems`. */
  readonly title: string;
  /** The code of the error as a whole: `invalid_config`. */
  readonly code: string;
  /** All problems, each with its path and code. */
  readonly problems: readonly Problem[];

  constructor(whose: string, code: string, problems: readonly Problem[]) {
    const title = `${whose} has ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}`;
    const lines = problems.map((problem) => `  - ${codedText(problem)}`);
    const text = [`${codedText({ path: [], code, message: title })}:`, ...lines].join("\n");
    super(text);
    // Each resource that takes a refused output would put its own words in front.
    Object.defineProperty(this, "message", { get: () => text, set: () => undefined });
    this.title = title;
    this.code = code;
    this.problems = problems;
  }
}
