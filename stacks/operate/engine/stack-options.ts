import type { EngineIn } from "./pulumi.js";

/** The stack that an engine opens. */
export interface StackOptions extends EngineIn {
  readonly name: string;
}
