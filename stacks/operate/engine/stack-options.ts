import type { EngineIn } from "./pulumi.js";

/** Which stack an engine opens. */
export interface StackOptions extends EngineIn {
  readonly name: string;
}
