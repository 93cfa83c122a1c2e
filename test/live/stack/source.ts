/** A program that can be started. */
export interface Program {
  readonly path: string;
  /** Additions to its environment: the location of its libraries, if the system does not know them. */
  readonly env: Readonly<Record<string, string>>;
}

/** Shows a person one line of progress. */
export type Say = (line: string) => void;

/** One source of a program. */
export interface Source {
  /** Its name in errors. */
  readonly name: string;
  /** The line shown before it is tried, with the expected duration if it is long. */
  does(): string;
  /** The program; rejects with the reason if this source cannot provide it. */
  find(say: Say): Promise<Program>;
  /** The remedy that makes this source work; errors do not name a source without one. */
  readonly remedy?: string;
}

/** A part of the live stack, and all its sources, best first. */
export interface Part {
  readonly name: string;
  readonly sources: readonly Source[];
}
