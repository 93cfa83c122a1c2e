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

function quoted(value: string): string {
  return PLAIN.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
