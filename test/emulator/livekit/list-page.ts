import type { Pagination } from "@livekit/protocol";

/** How many objects the server reads at a time for a page without a limit (`redisIterPage` of livekit-server). */
const defaultLimit = 1000;

/**
 * The items that a listing returns, by ascending id.
 *
 * The server collects all pages from `afterId` on, so a limit does not shorten the answer. But it stops at the
 * first page without a match, so limit and filter together can lose items
 * (`ListPageIter` of livekit/protocol).
 */
export function listed<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  page?: Pick<Pagination, "afterId" | "limit">,
  accept: (item: Item) => boolean = () => true,
): Item[] {
  const sorted = items.toSorted((a, b) => compare(idOf(a), idOf(b)));
  if (!page) return sorted.filter(accept);
  const result: Item[] = [];
  for (let after = page.afterId; ;) {
    const rest = sorted.filter((item) => idOf(item) > after);
    const hits = rest.slice(0, page.limit > 0 ? page.limit : defaultLimit).filter(accept);
    const last = hits.at(-1);
    if (last === undefined) return result;
    result.push(...hits);
    after = idOf(last);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
