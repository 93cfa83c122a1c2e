import { closest } from "fastest-levenshtein";
import type { z } from "zod";
import { findings } from "./findings.js";
import type { Session } from "./session.js";
import { shown } from "./shown.js";
import type { AnySpec } from "./spec.js";
import { hasUnknown } from "./values/markers.js";

/** One problem of the inputs. `property` is empty where Pulumi must not print the value beside it. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** The inputs with defaults filled in, and everything that is wrong with them. */
export interface Checked {
  readonly inputs: Record<string, unknown>;
  readonly failures: Failure[];
}

/** Judges inputs without asking anybody. Values that a preview does not know yet pass. */
export async function check(spec: AnySpec, news: Record<string, unknown>, session: Session): Promise<Checked> {
  const shape: Record<string, z.ZodType> = spec.props.shape;
  const inputs: Record<string, unknown> = {};
  const failures: Failure[] = [];
  for (const name of Object.keys(news)) {
    // The value of a misspelt prop may be a secret.
    if (!(name in shape)) failures.push({ property: "", reason: shown(misspelt(spec, name)) });
  }
  const sound = new Set<string>();
  for (const [name, field] of Object.entries(shape)) {
    const parsed = field.safeParse(news[name]);
    const issues = parsed.success ? [] : parsed.error.issues.filter((issue) => !hasUnknown(at(news[name], issue.path)));
    if (parsed.success) inputs[name] = parsed.data;
    else inputs[name] = news[name];
    if (issues.length === 0 && !hasUnknown(inputs[name])) sound.add(name);
    failures.push(...issues.flatMap(findings).map(({ path, message }) => failure(field, [name, ...path], message)));
  }
  for (const { over, problem } of spec.rules ?? []) {
    if (!over.every((name) => sound.has(name))) continue;
    const reason = await problem(inputs);
    const name = over[0] ?? "";
    if (reason !== undefined) failures.push(failure(shape[name], [name], reason));
  }
  failures.push(...session.problems(spec.cloud).map((reason) => ({ property: "", reason })));
  return { inputs: plain(inputs), failures };
}

/** JSON as it will stand in the state: what is undefined is not there. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function failure(field: z.ZodType | undefined, path: PropertyKey[], message: string): Failure {
  const property = path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .slice(1);
  return { property: field?.meta()?.secret ? "" : property, reason: shown(`${property}: ${message}`) };
}

function misspelt(spec: AnySpec, name: string): string {
  const known = Object.keys(spec.props.shape);
  return `${name}: ${spec.type} has no such property; did you mean ${closest(name, known)}? It has ${known.join(", ")}`;
}

function at(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner && typeof inner === "object" ? (inner as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
}
