import { ProviderError } from "./errors.js";
import type { Lifecycle } from "./lifecycle.js";
import { codedText, pathText, type Problem } from "./problem.js";
import { shown, shownLines } from "./shown.js";
import type { AnySpec } from "./spec.js";

/** One problem of the inputs as Pulumi takes it. `property` is empty where Pulumi must not print the value beside it. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** What Pulumi's dynamic provider server calls: a lifecycle whose problems are text, the only thing that the engine carries. */
export type Served = Omit<Lifecycle, "check"> & {
  check(...args: Parameters<Lifecycle["check"]>): Promise<{ inputs: object; failures: CheckFailure[] }>;
};

/** Makes text of a lifecycle's problems, each with its code at the end. */
export function served(spec: AnySpec, lifecycle: Lifecycle): Served {
  return {
    ...lifecycle,
    check: withCodes(async (olds, news) => {
      const { inputs, problems } = await lifecycle.check(olds, news);
      return { inputs, failures: problems.map((problem) => checkFailure(spec, problem)) };
    }),
    diff: withCodes(lifecycle.diff),
    create: withCodes(lifecycle.create),
    read: withCodes(lifecycle.read),
    update: withCodes(lifecycle.update),
    delete: withCodes(lifecycle.delete),
  };
}

/** A problem of the inputs as text. The value of a secret is not shown, nor that of a misspelt prop, which may be one. */
export function checkFailure({ props }: AnySpec, problem: Problem): CheckFailure {
  const field = props.shape[problem.path[0] ?? ""];
  const isOpen = field !== undefined && !field.meta()?.secret;
  return { property: isOpen ? pathText(problem.path) : "", reason: shown(codedText(problem)) };
}

function withCodes<Args extends unknown[], Result>(act: (...args: Args) => Promise<Result>) {
  return async (...args: Args): Promise<Result> => {
    try {
      return await act(...args);
    } catch (error) {
      if (error instanceof ProviderError) error.message = shownLines(error.problems.map(codedText).join("\n"));
      throw error;
    }
  };
}
