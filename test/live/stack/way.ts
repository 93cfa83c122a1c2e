/** A program that can be started. */
export interface Program {
  readonly path: string;
  /** To be laid over its environment: where its libraries are, if the system does not know them. */
  readonly env: Readonly<Record<string, string>>;
}

/** Tells a person, in one plain line, what is going on. */
export type Say = (line: string) => void;

/** One way to come by a program. */
export interface Way {
  /** How the error names it. */
  readonly name: string;
  /** The line said before it is tried, with the time it takes where that is long. */
  does(): string;
  /** The program; rejects with the reason where this way does not lead to it. */
  find(say: Say): Promise<Program>;
  /** What a person can do to make this way work; a way without one is not worth naming in the error. */
  readonly remedy?: string;
}

/** A part of the live stack, and every way to come by it, best first. */
export interface Part {
  readonly name: string;
  readonly ways: readonly Way[];
}
