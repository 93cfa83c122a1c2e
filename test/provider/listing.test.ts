import { expect, it, vi } from "vitest";
import { ApiError, NotFoundError } from "../../provider/errors.js";
import { Listing, Listings } from "../../provider/listing.js";

interface Item {
  readonly id: string;
  readonly name: string;
}
const shop = { id: "1", name: "Shop" };
const office = { id: "2", name: "Office" };
const listing = (fetch: () => Promise<Item[]>) => new Listing<Item>(({ id }) => id, fetch);
const answer = { status: 500, code: "20500", message: "no" };

it("sends one request for any number of lookups, including those before the response", async () => {
  const fetch = vi.fn(async () => [shop, office]);
  const list = listing(fetch);
  const found = await Promise.all([list.find("1"), list.find("2"), list.find("3"), list.all()]);
  expect(found).toEqual([shop, office, undefined, [shop, office]]);
  expect(fetch).toHaveBeenCalledTimes(1);
});

it("reflects our own writes", async () => {
  const fetch = vi.fn(async () => [shop]);
  const list = listing(fetch);
  await list.all();
  await list.put(office);
  await list.put({ ...shop, name: "Shop north" });
  await list.drop("2");
  expect(await list.all()).toEqual([{ ...shop, name: "Shop north" }]);
  expect(fetch).toHaveBeenCalledTimes(1);
});

it("keeps a write that happened during the fetch", async () => {
  let give: (items: Item[]) => void = () => undefined;
  const list = listing(() => new Promise((resolve) => (give = resolve)));
  const first = list.all();
  const put = list.put(office);
  give([shop]);
  await Promise.all([first, put]);
  expect(await list.all()).toEqual([shop, office]);
});

it("shows our own writes although a later fetch returns a stale list", async () => {
  const list = listing(async () => [shop]);
  await list.put(office);
  await list.drop("1");
  expect(await list.all()).toEqual([office]);
  list.forget();
  expect(await list.all()).toEqual([office]);
});

it("fetches an object by id where a list may lag, and trusts the result", async () => {
  const fetchOne = vi.fn(async (id: string) => {
    if (id === office.id) return office;
    throw new NotFoundError(`GET Trunks/${id}`, { ...answer, status: 404 });
  });
  const list = new Listing<Item>(
    ({ id }) => id,
    async () => [shop],
    fetchOne,
  );
  expect(await Promise.all([list.look("1"), list.look("2")])).toEqual([undefined, office]);
  expect(await list.all()).toEqual([office]);
  expect(await listing(async () => [shop]).look("1")).toEqual(shop);
});

it("is not fetched because of a write", async () => {
  const fetch = vi.fn(async () => []);
  const list = listing(fetch);
  await list.put(shop);
  await list.drop("1");
  expect(fetch).not.toHaveBeenCalled();
});

it("is fetched again after a reset and after a failure", async () => {
  const fetch = vi.fn(async () => [shop]).mockRejectedValueOnce(new ApiError("GET Trunks", answer));
  const list = listing(fetch);
  await expect(list.all()).rejects.toThrow("GET Trunks: no (500 20500)");
  await expect(list.all()).resolves.toEqual([shop]);
  list.forget();
  await list.all();
  expect(fetch).toHaveBeenCalledTimes(3);
});

it("is empty for a parent that is gone or was just created", async () => {
  const gone = listing(() =>
    Promise.reject(new NotFoundError("GET Trunks/TK1/OriginationUrls", { ...answer, status: 404 })),
  );
  expect(await gone.all()).toEqual([]);
  const fetch = vi.fn(async () => [shop]);
  const fresh = listing(fetch);
  fresh.startEmpty();
  expect(await fresh.all()).toEqual([]);
  expect(fetch).not.toHaveBeenCalled();
});

it("is separate for each parent", async () => {
  const fetch = vi.fn(async (parent: string) => [{ id: `${parent}/1`, name: parent }]);
  const lists = new Listings<Item>(({ id }) => id, fetch);
  expect(await lists.of("a").find("a/1")).toBeDefined();
  expect(await lists.of("b").find("a/1")).toBeUndefined();
  await lists.of("a").all();
  expect(fetch.mock.calls).toEqual([["a"], ["b"]]);
});
