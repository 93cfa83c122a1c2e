import type { Engine } from "./engine-source.js";
import type { EngineIn } from "./pulumi.js";

/** A stack of a project. */
export interface StackPlace {
  readonly folder: string;
  readonly name: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The stack that an engine opens to run its program. */
export interface StackOptions extends EngineIn {
  readonly engine: Engine;
  readonly name: string;
}
