/** Where an engine comes from. */
export type EngineSourceName = "PATH" | "installer" | "npm" | "go";

/** A Pulumi engine on this machine. It may be too old, or lack what it takes to run a program. */
export interface LocatedEngine {
  /** Absolute path of the `pulumi` binary. */
  pulumi: string;
  /** Variables to add to the environment of every process that runs the engine. */
  env: Record<string, string>;
}

/** A Pulumi engine that runs Node programs with dynamic resources. */
export interface Engine extends LocatedEngine {
  /** Without the leading `v`. */
  version: string;
  /** Where the engine comes from. */
  source: EngineSourceName;
}

/** Prints a line of progress. */
export type Say = (line: string) => void;

/** A source of engines. */
export interface EngineSource {
  /** Which source it is. */
  source: EngineSourceName;
  /** Its name in the error. */
  name: string;
  /** The line to print before this source is tried. It includes the duration if that is long. */
  describe(env: NodeJS.ProcessEnv): string;
  /** Paths of `pulumi` binaries, best first. Rejects with the reason if there are none. */
  candidates(env: NodeJS.ProcessEnv, say: Say): Promise<string[]>;
  /** Whether it takes minutes, so that a person must hear of it. */
  isSlow?: true;
  /** How to make this source work. The error omits a source without a remedy. */
  remedy?: string;
}
