import type { Emulator } from "@arkenos/emulator";

/** A command as a new user types it, with its description. */
export interface Example {
  readonly title: string;
  readonly description: string;
  /** The arguments after `arkenos`. */
  readonly argv: readonly string[];
  /** The questions that a person is asked, in order. */
  readonly asked?: readonly Prompt[];
  /** What a script passes instead of answers, besides `--yes`. */
  readonly unasked?: (sandbox: Emulator) => Script;
  /** @default 0 */
  readonly exitCode?: number;
  /** A manual change that is made before. */
  readonly before?: (sandbox: Emulator) => void;
}

/** A question, and the keys that a person presses. */
export interface Prompt {
  readonly question: string;
  readonly keys: string | ((sandbox: Emulator) => string);
  /** Whether the answer must not be shown. */
  readonly secret?: true;
}

/** More arguments, and the standard input. */
export interface Script {
  readonly argv: readonly string[];
  readonly input: string;
}
