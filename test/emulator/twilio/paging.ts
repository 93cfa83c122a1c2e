import { refused } from "./errors.js";
import type { Parameters } from "./parameters.js";
import type { TwilioRequest } from "./request.js";

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1000;

interface Page<Item> {
  readonly items: Item[];
  readonly page: number;
  readonly pageSize: number;
  /** Queries of the pages around this one; null if there is none. */
  readonly first: string;
  readonly self: string;
  readonly previous: string | null;
  readonly next: string | null;
}

/** A list answer of the `/v1` APIs: the objects under `key`, absolute URLs in `meta`. */
export function v1List<Item extends { sid: string }>(
  request: TwilioRequest,
  key: string,
  all: Item[],
  toWire: (item: Item) => object,
  host = "https://trunking.twilio.com",
) {
  const { items, page, pageSize, first, self, previous, next } = pageOf(request.query, all);
  const url = (query: string) => `${host}${request.path}?${query}`;
  return {
    meta: {
      page,
      page_size: pageSize,
      first_page_url: url(first),
      previous_page_url: previous && url(previous),
      url: url(self),
      next_page_url: next && url(next),
      key,
    },
    [key]: items.map(toWire),
  };
}

/** A list answer of the 2010 API: relative URIs beside the objects. */
export function v2010List<Item extends { sid: string }>(
  request: TwilioRequest,
  key: string,
  all: Item[],
  toWire: (item: Item) => object,
) {
  const { items, page, pageSize, first, self, previous, next } = pageOf(request.query, all);
  const uri = (query: string) => `${request.path}?${query}`;
  const start = page * pageSize;
  return {
    [key]: items.map(toWire),
    first_page_uri: uri(first),
    next_page_uri: next && uri(next),
    previous_page_uri: previous && uri(previous),
    page,
    page_size: pageSize,
    start,
    end: start + Math.max(items.length - 1, 0),
    uri: uri(self),
  };
}

/** Pages are cut by id, so that an object deleted in the meantime does not hide another. */
function pageOf<Item extends { sid: string }>(query: Parameters, all: Item[]): Page<Item> {
  const pageSize = pageSizeOf(query);
  const page = query.integer("Page", 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const token = query.text("PageToken");
  // Seen on the live service: twilio-ruby #494.
  if (page > 0 && token === undefined) throw refused(70002, "Bad request: Page without PageToken");
  const [, side, edge = ""] =
    token === undefined ? [] : (/^P([AB])([A-Z]{2}[0-9a-fA-F]{32})$/.exec(token) ?? invalidToken(token));

  const sorted = all.toSorted((a, b) => (a.sid < b.sid ? -1 : 1));
  const before = sorted.filter((item) => item.sid < edge);
  const after = sorted.filter((item) => item.sid > edge);
  const items = side === "B" ? before.slice(-pageSize) : after.slice(0, pageSize);
  const [head, tail] = [items.at(0), items.at(-1)];

  const filters = query.without("Page", "PageSize", "PageToken").toString();
  const link = (number: number, at?: string) =>
    [filters, `PageSize=${pageSize}`, `Page=${number}`, at && `PageToken=${at}`].filter(Boolean).join("&");
  return {
    items,
    page,
    pageSize,
    first: link(0),
    self: link(page, token),
    previous: head && head !== sorted[0] ? link(Math.max(page - 1, 0), `PB${head.sid}`) : null,
    next: tail && tail !== sorted.at(-1) ? link(page + 1, `PA${tail.sid}`) : null,
  };
}

/** Our choice: a larger page is refused, not truncated, to catch a client that ignores the limit. */
function pageSizeOf(query: Parameters): number {
  const pageSize = query.integer("PageSize", 1, Number.MAX_SAFE_INTEGER) ?? DEFAULT_PAGE_SIZE;
  if (pageSize > MAX_PAGE_SIZE) throw refused(20007, `Page size too large: ${pageSize} is more than ${MAX_PAGE_SIZE}`);
  return pageSize;
}

function invalidToken(token: string): never {
  throw refused(21481, `Invalid PageToken ${token}`);
}
