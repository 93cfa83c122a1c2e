import { isDeepStrictEqual } from "node:util";

/** A field that differs. */
export interface Field {
  /** `numbers`, `recording.mode`. */
  readonly path: string;
  /** Undefined where there was none. A secret is `[secret]`. */
  readonly before: unknown;
  readonly after: unknown;
}

const SECRET = "4dabf18193072939515e22adb298388d";
/** The marker of a value that only the cloud will tell. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** What the engine keeps beside the props. */
const OURS = new Set(["__provider", "owner", "account", "adopt"]);

/** The fields in which two states of an object differ; objects are gone into, lists are compared whole. */
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
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(SECRET in value);
}

function shown(value: unknown): unknown {
  if (typeof value === "object" && value !== null && SECRET in value) return "[secret]";
  return value === UNKNOWN ? "[known after up]" : value;
}
