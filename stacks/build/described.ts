import type { Contract } from "@arkenos/agent/contract";
import type { Config } from "../config/config-schema.js";

/** The types that the two JSON Schemas describe. */
export interface Described {
  readonly contract: Contract;
  readonly stack: {
    /** The stack's configuration: keys of `arkenos`, and those of other programs. */
    readonly config: Config;
  };
}
