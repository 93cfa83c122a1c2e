import { issueText, problemsOf } from "@arkenos/provider/issues";
import type { Problem } from "@arkenos/provider/problem";
import type { z } from "zod";

/** A value whose unsound parts are there, but undefined, so that rules can judge the rest of it. */
export type Draft<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Draft<T[K]> }
    : T;

/** What came of reading a value: all that is wrong with it, and what can be used nevertheless. */
export interface Reading<T> {
  readonly problems: readonly Problem[];
  readonly draft: Draft<T>;
  /** The whole value, if nothing is wrong with it. */
  readonly value?: T;
}

/** Reads a value by an object's schema. */
export function read<S extends z.ZodObject>(schema: S, value: unknown): Reading<z.output<S>> {
  const { data, error } = schema.safeParse(value, { error: issueText });
  if (!error) return { problems: [], draft: data as Draft<z.output<S>>, value: data };
  return {
    problems: error.issues.flatMap((issue) => problemsOf(issue)),
    draft: draftOf(schema, value, error.issues),
  };
}

function draftOf<S extends z.ZodObject>(schema: S, value: unknown, issues: z.core.$ZodIssue[]): Draft<z.output<S>> {
  const unsound = issues.filter(({ code }) => code !== "unrecognized_keys").map(({ path }) => path);
  const rest = unsound.reduce(without, value);
  const fields = Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, field]) => {
    const { success, data } = field.safeParse(fieldOf(value, key));
    const known = success ? data : fieldOf(rest, key);
    return known === undefined && fieldOf(value, key) === undefined ? [] : [[key, known] as const];
  });
  return Object.fromEntries(fields) as Draft<z.output<S>>;
}

/** A copy of a value without what is at a path; its key stays. Of a list nothing stays. */
function without(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined || Array.isArray(value) || typeof value !== "object") return undefined;
  return { ...value, [key]: without(fieldOf(value, key), rest) };
}

function fieldOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
}
