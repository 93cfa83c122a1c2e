import type { Problem } from "@arkenos/provider/problem";
import { Refused } from "../schema/refused.js";

/** Everything that is wrong with a stack's config, at once. */
export class ConfigError extends Refused {
  constructor(problems: readonly Problem[]) {
    super("The stack's config", "invalid_config", problems);
    this.name = "ConfigError";
  }
}
