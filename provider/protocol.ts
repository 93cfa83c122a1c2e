import { ProviderError } from "./errors.js";
import type { Data, Lifecycle } from "./lifecycle.js";
import { codedText, pathText, type Problem } from "./problem.js";
import { shown, shownLines } from "./shown.js";
import type { AnySpec } from "./spec.js";
import { secretValue } from "./values/markers.js";

/** One problem with the inputs, in Pulumi's form. `property` is empty where Pulumi must not print the value. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/**
 * What Pulumi's dynamic provider server calls: a lifecycle whose problems are text, because the engine carries only
 * text.
 */
export type Served = Omit<Lifecycle, "check"> & {
  check(...args: Parameters<Lifecycle["check"]>): Promise<{ inputs: object; failures: CheckFailure[] }>;
};

/** Converts the problems of a lifecycle to text, each with its code. */
export function served(spec: AnySpec, lifecycle: Lifecycle): Served {
  return {
    ...lifecycle,
    check: withCodes(async (olds, news) => {
      const { inputs, problems } = await lifecycle.check(olds, news);
      return { inputs, failures: problems.map((problem) => checkFailure(spec, problem)) };
    }),
    diff: withCodes(lifecycle.diff),
    create: withCodes(lifecycle.create),
    read: withCodes(async (id, state) => {
      const { inputs, ...result } = await lifecycle.read(id, state);
      return { ...result, ...(inputs && { inputs: withSecrets(spec, inputs) }) };
    }),
    update: withCodes(lifecycle.update),
    delete: withCodes(lifecycle.delete),
  };
}

/**
 * Marks the secrets in inputs that were read. The engine keeps an input secret only if it was so before: one that
 * somebody has set since, or that is only looked up, would be unencrypted in the state. An empty one is not marked,
 * because it would then differ from the program's.
 */
function withSecrets({ props }: AnySpec, inputs: Data): Data {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => {
      const isSecret = props.shape[name]?.meta()?.secret === true && value !== undefined && value !== "";
      return [name, isSecret ? secretValue(value) : value];
    }),
  );
}

/**
 * A problem with the inputs as text. Never shows the value of a secret, nor of a misspelled prop, which may be a
 * secret.
 */
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
