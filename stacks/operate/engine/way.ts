/** Where an engine comes from. */
export type Source = "PATH" | "installer" | "npm" | "go";

/** A Pulumi engine that runs Node programs with dynamic resources. */
export interface Engine {
  /** Absolute path of the `pulumi` binary. */
  pulumi: string;
  /** Without the leading `v`. */
  version: string;
  source: Source;
  /** To be laid over the environment of every process that runs the engine. */
  env: Record<string, string>;
}

/** Tells a person, in one plain line, what is going on. */
export type Say = (line: string) => void;

/** One way to come by an engine. */
export interface Way {
  source: Source;
  /** How the error names this way. */
  name: string;
  /** The line said before it is tried, with the time it takes where that is long. */
  does(env: NodeJS.ProcessEnv): string;
  /** Paths of `pulumi` binaries, best first; rejects with the reason where it has none. */
  candidates(env: NodeJS.ProcessEnv, say: Say): Promise<string[]>;
  /** What a person can do to make this way work; a way without one is not worth naming in the error. */
  remedy?: string;
}
