import { issueText, problemsOf } from "@arkenos/provider/issues";
import type { Problem } from "@arkenos/provider/problem";
import type { z } from "zod";

/** A value whose invalid parts are undefined, so that rules can check the rest. */
export type Draft<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Draft<T[K]> }
    : T;

/** A parsed value: its problems, and the parts that are valid. */
export interface Reading<T> {
  /** What is wrong with the value; empty if it is valid. */
  readonly problems: readonly Problem[];
  /** The parts that are valid. */
  readonly draft: Draft<T>;
  /** The value, if it has no problems. */
  readonly value?: T;
}

/** Parses a value with the schema of an object. */
export function read<S extends z.ZodObject>(schema: S, value: unknown): Reading<z.output<S>> {
  const { data, error } = schema.safeParse(value, { error: issueText });
  if (!error) return { problems: [], draft: data as Draft<z.output<S>>, value: data };
  return {
    problems: error.issues.flatMap((issue) => problemsOf(issue)),
    draft: draftOf(schema, value, error.issues),
  };
}

function draftOf<S extends z.ZodObject>(schema: S, value: unknown, issues: z.core.$ZodIssue[]): Draft<z.output<S>> {
  const invalid = issues.filter(({ code }) => code !== "unrecognized_keys").map(({ path }) => path);
  const rest = invalid.reduce(without, value);
  const fields = Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, field]) => {
    const { success, data } = field.safeParse(fieldOf(value, key));
    const known = success ? data : fieldOf(rest, key);
    return known === undefined && fieldOf(value, key) === undefined ? [] : [[key, known] as const];
  });
  return Object.fromEntries(fields) as Draft<z.output<S>>;
}

/** Copies a value and sets the part at a path to undefined. A list becomes undefined as a whole. */
function without(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined || Array.isArray(value) || typeof value !== "object") return undefined;
  return { ...value, [key]: without(fieldOf(value, key), rest) };
}

function fieldOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
}
