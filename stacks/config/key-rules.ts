import { pathText } from "../schema/path.js";

/** Names that JavaScript keeps for itself: a map would lose them, or return what the config does not contain. */
const KEPT = new Set(["__proto__", "constructor", "prototype"]);

/** Keys, at any depth, that no map of the config can have. */
export function keyProblems(value: unknown, path: readonly PropertyKey[] = []): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => keyProblems(item, [...path, index]));
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    const own = KEPT.has(key)
      ? [`${pathText(here)}: is a name that JavaScript keeps for itself; choose another one`]
      : [];
    return [...own, ...keyProblems(inner, here)];
  });
}
