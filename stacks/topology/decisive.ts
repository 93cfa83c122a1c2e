import type { Problem } from "@arkenos/provider/problem";
import { type Inputs, isLate } from "./inputs.js";

/**
 * The arguments that decide which resources a topology has, so they cannot be outputs: `true` for a value, `"*"` for
 * each item of a list or map, `false` for an item that may be an output.
 */
export const decisive = {
  names: {},
  numbers: { "*": { key: true, purchase: true, agentName: true } },
  trunk: { fallbackRegions: true, allowedAddresses: true },
  inbound: {},
  outbound: { enabled: true, fromNumbers: { "*": false } },
} as const;

interface Decisive {
  readonly [argument: string]: Decisive | boolean;
}

/** A value whose fields may be outputs, except the decisive ones. */
export type Decided<T, D> = {
  [Key in keyof T]: Key extends keyof D
    ? D[Key] extends true
      ? Readonly<T[Key]>
      : D[Key] extends { "*": false }
        ? Items<T[Key]>
        : Extract<T[Key], undefined> | Decided<Extract<T[Key], object>, D[Key]>
    : Inputs<T[Key]>;
};

type Items<T> = T extends readonly (infer Item)[] ? readonly Inputs<Item>[] : T;

/** Names each decisive argument that is an output, and what to write instead. */
export function undecidedProblems(
  args: unknown,
  decides: Decisive | boolean | undefined = decisive,
  path: readonly PropertyKey[] = [],
): Problem[] {
  if (!decides) return [];
  if (isLate(args)) {
    const remedy = decides === true ? "pass a plain value" : "pass a plain value, whose fields can be outputs";
    return [
      {
        path,
        code: "undecided",
        message: "must be known when the program runs, because it determines which resources are created",
        remedy,
      },
    ];
  }
  if (typeof args !== "object" || args === null) return [];
  return Object.entries(args).flatMap(([key, value]) => {
    const inner = decides === true || (decides["*"] ?? (Object.hasOwn(decides, key) && decides[key]));
    return undecidedProblems(value, inner, [...path, Array.isArray(args) ? Number(key) : key]);
  });
}
