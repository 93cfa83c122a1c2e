import { codedText, type Problem } from "@arkenos/provider/problem";
import * as pulumi from "@pulumi/pulumi";

/**
 * Everything that is wrong with one thing, at once. Pulumi prints it without a stack. What a program throws crosses the
 * engine as text, so each line of the message ends in its problem's code.
 */
export class Refused extends pulumi.RunError {
  /** What is refused and how many problems it has: `The stack's config has 2 problems`. */
  readonly title: string;
  /** What the codes of its problems are to them: `invalid_config`. */
  readonly code: string;
  readonly problems: readonly Problem[];

  constructor(whose: string, code: string, problems: readonly Problem[]) {
    const title = `${whose} has ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}`;
    const lines = problems.map((problem) => `  - ${codedText(problem)}`);
    super([`${codedText({ path: [], code, message: title })}:`, ...lines].join("\n"));
    this.title = title;
    this.code = code;
    this.problems = problems;
  }
}
