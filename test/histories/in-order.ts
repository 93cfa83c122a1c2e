/** Runs an action for each item once the items that it names are done, and all independent ones at once. */
export async function inOrder<T extends { readonly name: string }>(
  all: readonly T[],
  before: (item: T) => readonly string[],
  act: (item: T) => Promise<void>,
): Promise<void> {
  const done = new Map<T, Promise<void>>();
  const ready = (item: T): Promise<void> => {
    const known = done.get(item);
    if (known !== undefined) return known;
    const others = before(item).flatMap((name) => all.filter((other) => other.name === name && other !== item));
    const mine = Promise.all(others.map(ready)).then(() => act(item));
    done.set(item, mine);
    return mine;
  };
  await Promise.all(all.map(ready));
}
