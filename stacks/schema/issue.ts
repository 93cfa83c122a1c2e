import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { pathText } from "./path.js";

/** What a value has to be, where the schema itself has no words for it. */
const KIND: Readonly<Record<string, string>> = {
  array: "must be a list",
  boolean: "must be true or false",
  int: "must be a whole number",
  number: "must be a number",
  object: "must be an object",
  record: "must be an object",
  string: "must be text",
};

/** The words for issues without any. Those of an unknown key are the keys that there are. */
export function issueText(issue: z.core.$ZodRawIssue): string | undefined {
  const keys = keysOf(issue.inst).join(", ");
  if (issue.code === "unrecognized_keys") return keys;
  if (issue.code !== "invalid_type") return undefined;
  return (KIND[issue.expected] ?? `must be ${issue.expected}`) + (keys && `; its keys are ${keys}`);
}

function keysOf(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  return schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum ? schema.keyType.options.map(String) : [];
}

/** An issue as sentences: where it is, what is wrong, what to do. */
export function issueProblems(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): string[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => `${pathText([...path, key])}: ${unknownKey(key, issue.message.split(", "))}`);
  }
  if (issue.code === "invalid_key") return issue.issues.map(({ message }) => `${pathText(path)}: ${message}`);
  const meant = issue.code === "invalid_union" ? meantOption(issue) : undefined;
  if (meant) return meant.flatMap((inner) => issueProblems(inner, path));
  const place = pathText(path);
  return [place === "" ? issue.message : `${place}: ${issue.message}`];
}

function unknownKey(key: string, known: readonly string[]): string {
  const nearest = closest(key, known);
  const isTypo = distance(key.toLowerCase(), nearest.toLowerCase()) <= key.length / 2;
  return `there is no such key; ${isTypo ? `did you mean ${nearest}?` : `keys here are ${known.join(", ")}`}`;
}

/** The option of a union that has the value's kind, if just one has: its issues say more. An option for outputs does not count. */
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
