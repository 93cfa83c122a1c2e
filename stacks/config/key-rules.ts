import type { Problem } from "@arkenos/provider/problem";

/** Names that JavaScript reserves: an object would lose them, or return a value that the config does not contain. */
const RESERVED_NAMES = new Set(["__proto__", "constructor", "prototype"]);

const RESERVED = { message: "is a reserved name in JavaScript", remedy: "choose another name" } as const;

/** Reserved names among the keys of a value, at any depth. */
export function keyProblems(value: unknown, path: readonly PropertyKey[] = []): Problem[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => keyProblems(item, [...path, index]));
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    const own = {
      path: here,
      /** A key that JavaScript reserves, such as __proto__. */ code: "reserved_name",
      ...RESERVED,
    };
    return [...(RESERVED_NAMES.has(key) ? [own] : []), ...keyProblems(inner, here)];
  });
}
