import type { Engine } from "./way.js";

/** Which stack an engine opens. */
export interface StackOptions {
  readonly engine: Engine;
  /** The project's folder. */
  readonly folder: string;
  readonly name: string;
  /** Environment of every run. */
  readonly env: NodeJS.ProcessEnv;
}
