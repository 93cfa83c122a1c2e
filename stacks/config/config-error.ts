import type { Problem } from "@arkenos/provider/problem";
import { InvalidArgumentsError } from "../schema/invalid-arguments.js";

/** All problems of a stack's config. */
export class ConfigError extends InvalidArgumentsError {
  constructor(problems: readonly Problem[]) {
    super("The stack's config", "invalid_config", problems);
    this.name = "ConfigError";
  }
}
