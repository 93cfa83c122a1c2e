import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { type ProblemDetail, detailText, type Problem } from "./problem.js";

/** What a value must be, where the schema itself does not say. */
const KIND: Readonly<Record<string, string>> = {
  array: "must be a list",
  boolean: "must be true or false",
  int: "must be a whole number",
  number: "must be a number",
  object: "must be an object",
  record: "must be an object",
  string: "must be text",
};

/**
 * The valid keys of an object, by the issue's list of invalid ones: zod does not pass the schema along with an issue.
 */
const KNOWN_KEYS = new WeakMap<readonly string[], readonly string[]>();

/** A condition on a value, for `superRefine`. Its detail becomes a problem with the detail's code. */
export function problemCheck<T>(detailOf: (value: T) => ProblemDetail | undefined) {
  return (value: T, context: z.RefinementCtx<T>): void => {
    const detail = detailOf(value);
    if (detail) context.addIssue({ code: "custom", message: detailText(detail), params: { detail } });
  };
}

/** The parameters of a zod check. */
export interface CheckParameters {
  /** Makes the text of an issue. */
  error(issue: z.core.$ZodRawIssue): string;
}

/**
 * The parameters of a zod check with a detail. zod asks for the text of an issue before it copies the issue, so
 * its code and remedy stay apart.
 */
export function withDetail(detail: ProblemDetail | ((issue: z.core.$ZodRawIssue) => ProblemDetail)): CheckParameters {
  const error = (issue: z.core.$ZodRawIssue): string => {
    const found = typeof detail === "function" ? detail(issue) : detail;
    Object.assign(issue, { params: { detail: found } });
    return detailText(found);
  };
  return { error };
}

/** The parameters of a check that refuses an empty value. */
export function empty(remedy: string): CheckParameters {
  return withDetail({ code: "empty", message: "is empty", remedy });
}

/** The text for issues that have none, as zod's `error` option expects it. */
export function issueText(issue: z.core.$ZodRawIssue): string | undefined {
  const keys = keysOf(issue.inst);
  if (issue.code === "unrecognized_keys") KNOWN_KEYS.set(issue.keys, keys);
  if (issue.code !== "invalid_type") return undefined;
  const message = KIND[issue.expected] ?? `must be ${issue.expected}`;
  if (keys.length === 0) return message;
  return withDetail({ code: issue.code, message, remedy: `its keys are ${keys.join(", ")}` }).error(issue);
}

function keysOf(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  return schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum ? schema.keyType.options.map(String) : [];
}

/** A zod issue that `problemCheck` or `withDetail` made. */
type DetailedIssue = z.core.$ZodIssue & { readonly params?: { readonly detail?: ProblemDetail } };

/**
 * Converts a zod issue to problems. An issue without a detail of ours gets zod's code.
 * @param above the path of the value
 */
export function problemsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): Problem[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const known = KNOWN_KEYS.get(issue.keys) ?? [];
    return issue.keys.map((key) => ({ path: [...path, key], ...unknownKey(key, known) }));
  }
  if (issue.code === "invalid_key") {
    // The first issue is enough: an empty key also fails the character rules.
    return issue.issues.slice(0, 1).flatMap((inner) => problemsOf({ ...inner, path: [] }, path));
  }
  const meant = issue.code === "invalid_union" ? meantOption(issue) : undefined;
  if (meant) return meant.flatMap((inner) => problemsOf(inner, path));
  const { params }: DetailedIssue = issue;
  const code = issue.code === "custom" ? "invalid_value" : issue.code;
  return [{ path, ...(params?.detail ?? { code, message: issue.message }) }];
}

function unknownKey(key: string, known: readonly string[]): ProblemDetail {
  const nearest = closest(key, known);
  const isTypo = distance(key.toLowerCase(), nearest.toLowerCase()) <= key.length / 2;
  return {
    /** There is no such key or prop. */
    code: "unknown_key",
    message: "unknown property",
    remedy: isTypo ? `did you mean ${nearest}?` : `valid properties are ${known.join(", ")}`,
  };
}

/**
 * The issues of the union's option that matches the type of the value, if exactly one does: they are more specific.
 * Ignores an option for outputs.
 */
function meantOption({ errors }: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] | undefined {
  const options = errors.filter(
    (issues) => !issues.some((issue) => issue.code === "custom" && issue.params?.["isLate"]),
  );
  if (options.length < errors.length) return options.flat();
  const close = options.filter((issues) =>
    issues.every(({ code, path }) => path.length > 0 || code === "unrecognized_keys"),
  );
  return close.length === 1 ? close[0] : undefined;
}
