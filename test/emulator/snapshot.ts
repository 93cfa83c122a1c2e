import { Collection } from "./collection.js";

/** The objects of a store, by the name of their collection. */
export type Contents = Readonly<Record<string, readonly object[]>>;

/** Everything in a store's collections. */
export function contentsOf(store: object): Contents {
  return Object.fromEntries(collections(store).map(([name, collection]) => [name, collection.all()]));
}

/** Replaces the objects in a store's collections, in order. */
export function refill(store: object, contents: Contents): void {
  for (const [name, collection] of collections(store)) {
    collection.clear();
    for (const item of contents[name] ?? []) collection.insert(item);
  }
}

/** Writes a snapshot as JSON in which dates and big integers keep their types. */
export function stringify(snapshot: unknown): string {
  return JSON.stringify(
    snapshot,
    function (this: Record<string, unknown>, key, value: unknown) {
      // A date is already a string when it arrives as `value`.
      const original = this[key];
      if (original instanceof Date) return { $date: original.toISOString() };
      return typeof original === "bigint" ? { $bigint: String(original) } : value;
    },
    2,
  );
}

/** Parses the output of `stringify`. */
export function parse(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== "object" || value === null) return value;
    if ("$date" in value) return new Date(String(value.$date));
    return "$bigint" in value ? BigInt(String(value.$bigint)) : value;
  });
}

function collections(store: object): [string, Collection<object>][] {
  return Object.entries(store).filter((part): part is [string, Collection<object>] => part[1] instanceof Collection);
}
