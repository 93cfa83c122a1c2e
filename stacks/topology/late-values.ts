import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { pathText, type Problem } from "@arkenos/provider/problem";
import { mapLate } from "./inputs.js";

/** An output's value. */
interface Arrived {
  readonly path: readonly PropertyKey[];
  readonly value: unknown;
  readonly isSecret: boolean;
}

/** The problems of arguments, and their values with defaults if there are none. */
interface Validated {
  readonly problems: readonly Problem[];
  readonly value?: unknown;
}

/**
 * Validates outputs with the rest of the arguments when their values are known: once for all that become known
 * together, and with one error for all of them, which Pulumi reports once.
 *
 * @param refused makes the error
 * @returns a function that takes the value of an output, and returns it as validated
 */
export function lateValues(
  args: unknown,
  validate: (args: unknown) => Validated,
  refused: (problems: readonly Problem[]) => Error,
): (output: pulumi.Output<unknown>, path: readonly PropertyKey[], value: unknown) => Promise<unknown> {
  const arrived = new Map<string, Arrived>();
  const validated = (isTaken: (one: Arrived) => boolean = () => true) =>
    validate(
      mapLate(args, (output, path) => {
        const one = arrived.get(pathText(path));
        return one && isTaken(one) ? one.value : output;
      }),
    );
  /** A problem may show any value, so problems that a secret causes are hidden. */
  const shown = (problems: readonly Problem[]): readonly Problem[] => {
    const secrets = [...arrived.values()].filter(({ isSecret }) => isSecret);
    if (secrets.length === 0) return problems;
    const open = validated(({ isSecret }) => !isSecret).problems;
    if (open.length > 0) return open;
    const wrong = secrets.filter((secret) => validated((one) => one === secret || !one.isSecret).problems.length > 0);
    return (wrong.length > 0 ? wrong : secrets).map(({ path }) => ({ path, ...HIDDEN }));
  };

  let count = 0;
  let whole: unknown;
  let error: Error | undefined;
  return async (output, path, value) => {
    arrived.set(pathText(path), { path, value, isSecret: await pulumi.isSecret(output) });
    await setImmediate();
    if (error === undefined && count < arrived.size) {
      count = arrived.size;
      const judged = validated();
      whole = judged.value;
      if (judged.problems.length > 0) error = refused(shown(judged.problems));
    }
    if (error) throw error;
    return path.reduce<unknown>(at, whole);
  };
}

const HIDDEN = {
  /** A secret value is not valid. It is not shown. */
  code: "invalid_secret",
  message: "is not valid",
  remedy: "it is a secret, so it is not shown here",
} as const;

function at(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
}
