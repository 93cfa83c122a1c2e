import type { Emulator } from "@arkenos/emulator";

/** A command as a new user types it, and what is told about it. */
export interface Scene {
  readonly title: string;
  readonly words: string;
  /** What follows `arkenos`. */
  readonly argv: readonly string[];
  /** What a person is asked, in this order; whoever is not there says it beforehand. */
  readonly asked?: readonly Asked[];
  /** What a script says instead of the answers, beside `--yes`. */
  readonly unasked?: (sandbox: Emulator) => Script;
  /** @default 0 */
  readonly exitCode?: number;
  /** What somebody does by hand before. */
  readonly before?: (sandbox: Emulator) => void;
}

/** A question, and the keys that a person presses. */
export interface Asked {
  readonly question: string;
  readonly keys: string | ((sandbox: Emulator) => string);
  /** Whether nobody who looks over the person's shoulder may read the answer. */
  readonly secret?: true;
}

/** More words, and what comes by standard input. */
export interface Script {
  readonly argv: readonly string[];
  readonly input: string;
}
