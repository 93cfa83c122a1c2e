import type { Problem } from "@arkenos/provider/problem";

/** Names that JavaScript keeps for itself: a map would lose them, or return what the config does not contain. */
const KEPT = new Set(["__proto__", "constructor", "prototype"]);

const RESERVED = { message: "is a name that JavaScript keeps for itself", remedy: "choose another one" } as const;

/** Keys, at any depth, that no map of the config can have. */
export function keyProblems(value: unknown, path: readonly PropertyKey[] = []): Problem[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => keyProblems(item, [...path, index]));
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    const own = { path: here, code: "reserved_name", ...RESERVED };
    return [...(KEPT.has(key) ? [own] : []), ...keyProblems(inner, here)];
  });
}
