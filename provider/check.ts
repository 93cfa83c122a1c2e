import { closest } from "fastest-levenshtein";
import type { z } from "zod";
import { issueText, problemsOf } from "./issues.js";
import type { Problem } from "./problem.js";
import type { Session } from "./session.js";
import type { AnySpec } from "./spec.js";
import { hasUnknown } from "./values/markers.js";

/** The inputs with defaults filled in, and everything that is wrong with them. */
export interface Checked {
  /** The props with their defaults. */
  readonly inputs: Record<string, unknown>;
  /** What is wrong with them. */
  readonly problems: readonly Problem[];
}

/** Validates inputs without calling a cloud. Values that are unknown during a preview pass. */
export async function check(spec: AnySpec, news: Record<string, unknown>, session: Session): Promise<Checked> {
  const shape: Record<string, z.ZodType> = spec.props.shape;
  const inputs: Record<string, unknown> = {};
  const problems = Object.keys(news).flatMap((name) => (name in shape ? [] : [misspelled(spec, name)]));
  const sound = new Set<string>();
  for (const [name, field] of Object.entries(shape)) {
    const parsed = field.safeParse(news[name], { error: issueText });
    const issues = parsed.success ? [] : parsed.error.issues.filter((issue) => !hasUnknown(at(news[name], issue.path)));
    if (parsed.success) inputs[name] = parsed.data;
    else inputs[name] = news[name];
    if (issues.length === 0 && !hasUnknown(inputs[name])) sound.add(name);
    problems.push(...issues.flatMap((issue) => problemsOf(issue, [name])));
  }
  for (const { over, problem } of spec.rules ?? []) {
    if (!over.every((name) => sound.has(name))) continue;
    const detail = await problem(inputs);
    if (detail !== undefined) problems.push({ path: over.slice(0, 1), ...detail });
  }
  problems.push(...session.problems(spec.cloud));
  return { inputs: plain(inputs), problems };
}

/** Converts a value to the JSON that the state stores, which omits undefined properties. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function misspelled(spec: AnySpec, name: string): Problem {
  const known = Object.keys(spec.props.shape);
  return {
    path: [name],
    code: "unknown_key",
    message: `unknown property of ${spec.type}`,
    remedy: `did you mean ${closest(name, known)}? Valid properties are ${known.join(", ")}`,
  };
}

function at(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner && typeof inner === "object" ? (inner as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
}
