/** Adds one object to the existing ones: the server's iterator alternates between the two, so it is second. */
export function withAdded<Item>(existing: readonly Item[], added: Item): Item[] {
  return [...existing.slice(0, 1), added, ...existing.slice(1)];
}
