/** Where an engine comes from. */
export type EngineSourceName = "PATH" | "installer" | "npm" | "go";

/** A Pulumi engine that runs Node programs with dynamic resources. */
export interface Engine {
  /** Absolute path of the `pulumi` binary. */
  pulumi: string;
  /** Without the leading `v`. */
  version: string;
  source: EngineSourceName;
  /** Variables to add to the environment of every process that runs the engine. */
  env: Record<string, string>;
}

/** Prints a line of progress. */
export type Say = (line: string) => void;

/** One source of an engine. */
export interface EngineSource {
  source: EngineSourceName;
  /** Its name in the error. */
  name: string;
  /** The line said before it is tried, with the time it takes where that is long. */
  describe(env: NodeJS.ProcessEnv): string;
  /** Paths of `pulumi` binaries, best first; rejects with the reason where it has none. */
  candidates(env: NodeJS.ProcessEnv, say: Say): Promise<string[]>;
  /** How to make this source work; without one, the error does not name the source. */
  remedy?: string;
}
