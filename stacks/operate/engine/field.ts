import { isDeepStrictEqual } from "node:util";
import { isSecret, isUnknown } from "@arkenos/provider/values/markers";

/** A field that differs. */
export interface Field {
  /** `numbers`, `recording.mode`. */
  readonly path: string;
  /** Undefined if there was no value. Secrets are `[secret]`. */
  readonly before: unknown;
  /** The value after the step. */
  readonly after: unknown;
}

/** Inputs that the engine and the provider use internally. */
const OURS = new Set(["__provider", "owner", "account", "adopt"]);

/** The fields in which two states of an object differ. Compares objects field by field, and lists as a whole. */
export function fieldsBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  above = "",
): Field[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => above !== "" || !OURS.has(name))
    .sort()
    .flatMap((name) => {
      const [one, other] = [before[name], after[name]];
      if (isDeepStrictEqual(one, other)) return [];
      const path = above + name;
      if (isPlain(one) && isPlain(other)) return fieldsBetween(one, other, `${path}.`);
      return [{ path, before: shown(one), after: shown(other) }];
    });
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isSecret(value);
}

function shown(value: unknown): unknown {
  if (isSecret(value)) return "[secret]";
  if (isUnknown(value)) return "[known after up]";
  if (Array.isArray(value)) return value.map(shown);
  return isPlain(value) ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shown(each)])) : value;
}
