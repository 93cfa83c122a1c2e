import * as pulumi from "@pulumi/pulumi";
import { problemList } from "../schema/problem-list.js";

/** Everything that is wrong with a stack's config, at once. Pulumi prints it without a stack. */
export class ConfigError extends pulumi.RunError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problemList("The stack's config", problems));
    this.name = "ConfigError";
    this.problems = problems;
  }
}
