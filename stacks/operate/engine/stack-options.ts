import type { Engine } from "./engine-source.js";
import type { EngineIn } from "./pulumi.js";

/** The stack that an engine opens to run its program. */
export interface StackOptions extends EngineIn {
  readonly engine: Engine;
  readonly name: string;
}
