import { AsyncLocalStorage } from "node:async_hooks";

const PLAIN = /^[\w./:@+-]+$/;

/** The options by which the person chose a stack and a folder, each with a space before it. */
const chosen = new AsyncLocalStorage<string>();

/** How a command line may choose its stack and its folder. */
export interface ChosenOptions {
  readonly stack?: string;
  readonly cwd?: string;
}

/** Runs a command line whose messages may name further commands for the same stack and folder. */
export function withChosen<T>({ stack, cwd }: ChosenOptions, act: () => T): T {
  const options = [
    ...(stack === undefined ? [] : [` --stack ${quoted(stack)}`]),
    ...(cwd === undefined ? [] : [` --cwd ${quoted(cwd)}`]),
  ];
  return chosen.run(options.join(""), act);
}

/**
 * A command of arkenos or Pulumi that a message advises, as it has to be typed: with the `--stack` and `--cwd` of the
 * command line that gives the advice, without which it might act on another stack.
 *
 * @example
 * ```ts
 * onThisStack("arkenos numbers release +15105550100"); // arkenos numbers release +15105550100 --stack prod
 * ```
 */
export function onThisStack(command: string): string {
  return `${command}${chosen.getStore() ?? ""}`;
}

/** The command of a remedy that sets a key of the config, without any option that chooses a stack. */
const SETTING = /\bpulumi config set(-all)?(?=( --\w+)* arkenos:)/;

/** A problem whose remedy sets a key of this stack's config. The provider and the program do not know what was chosen. */
export function solvedOnThisStack<T extends { readonly remedy?: string }>(problem: T): T {
  const { remedy } = problem;
  return remedy === undefined ? problem : { ...problem, remedy: remedy.replace(SETTING, (set) => onThisStack(set)) };
}

function quoted(value: string): string {
  return PLAIN.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
