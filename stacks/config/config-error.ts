import type { Problem } from "@arkenos/provider/problem";
import { Refused } from "../schema/refused.js";

/** All problems of a stack's config. */
export class ConfigError extends Refused {
  constructor(problems: readonly Problem[]) {
    super("The stack's config", "invalid_config", problems);
    this.name = "ConfigError";
  }
}
