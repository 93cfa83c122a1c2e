import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closeService, here, openService, port, resetService, run, seen, resultFor } from "./fakes/web-service.js";

beforeAll(openService);
afterEach(resetService);
afterAll(closeService);

const at = (path: string) => `http://127.0.0.1:${port}${path}`;
const text = { type: "string" };
const order = { type: "object", properties: { order_id: text, note: text } };

describe("an argument in the URL", () => {
  it("fills the path, and appears nowhere else", async () => {
    const tool = here({ url: at("/orders/{order_id}/lines"), parameters: order });
    await run(tool, { order_id: "A-1", note: "soon" });
    await run({ ...tool, method: "GET" }, { order_id: "A-1", note: "soon" });
    expect(seen).toMatchObject([
      { method: "POST", url: "/orders/A-1/lines", body: '{"note":"soon"}' },
      { method: "GET", url: "/orders/A-1/lines?note=soon" },
    ]);
  });

  it.each([
    ["a/b", "a%2Fb"],
    ["../admin", "..%2Fadmin"],
    ["..\\admin", "..%5Cadmin"],
    ["a?x=1#y", "a%3Fx%3D1%23y"],
    ["%2e%2e", "%252e%252e"],
    ["Zürich 7", "Z%C3%BCrich%207"],
    ["{note}", "%7Bnote%7D"],
    ["${env:KEY}", "%24%7Benv%3AKEY%7D"],
    ["a\ud800", "a%EF%BF%BD"],
  ])("stays one segment of the path: %j", async (order_id, segment) => {
    await run(here({ url: at("/orders/{order_id}"), parameters: order }), { order_id }, undefined, { KEY: "k" });
    expect(seen.map(({ url }) => url)).toEqual([`/orders/${segment}`]);
  });

  it.each([
    ["", "must not be empty"],
    [".", "must not be . or .."],
    ["..", "must not be . or .."],
  ])("is refused if it would change the destination: %j", async (order_id, problem) => {
    const tool = here({ url: at("/orders/{order_id}/lines"), parameters: order });
    expect(await resultFor(tool, { order_id })).toBe(`find_order was not called: {order_id} in the URL ${problem}`);
    expect(seen).toEqual([]);
  });

  it("cannot form .. with the text beside it", async () => {
    const tool = here({ url: at("/a/.{order_id}/%2E{note}"), parameters: order });
    for (const args of [
      { order_id: ".", note: "x" },
      { order_id: "x", note: "." },
    ])
      expect(await resultFor(tool, args)).toContain("must not be . or ..");
    expect(seen).toEqual([]);
  });

  it("is required, unless it has a default", async () => {
    const url = at("/orders/{order_id}");
    expect(await resultFor(here({ url, parameters: order }), {})).toBe(
      "find_order was not called: arguments must have required property 'order_id'",
    );
    const parameters = { type: "object", properties: { order_id: { ...text, default: "latest" } } };
    await run(here({ url, parameters }));
    expect(seen.map((one) => one.url)).toEqual(["/orders/latest"]);
  });

  it("fills the query too, and adds no field to it", async () => {
    const tool = here({ url: at("/orders?order_id={order_id}&v=1"), method: "GET", parameters: order });
    await run(tool, { order_id: "A&admin=1" });
    expect(seen.map(({ url }) => url)).toEqual(["/orders?order_id=A%26admin%3D1&v=1"]);
  });
});

describe("a secret of the worker's environment", () => {
  const env = { SHOP: "acme/eu", KEY: "s3cret & key" };

  it("is filled into the URL, the query, a header and the body", async () => {
    const tool = here({
      url: at("/${env:SHOP}/orders?api_key=${env:KEY}"),
      query: { signature: "${env:KEY}" },
      headers: { "X-Shop": "${env:SHOP}" },
      body: { auth: { token: "${env:KEY}" }, shops: ["${env:SHOP}"] },
    });
    await run(tool, {}, undefined, env);
    expect(seen).toMatchObject([
      {
        url: "/acme%2Feu/orders?api_key=s3cret+%26+key&signature=s3cret+%26+key",
        headers: { "x-shop": "acme/eu" },
        body: '{"auth":{"token":"s3cret & key"},"shops":["acme/eu"]}',
      },
    ]);
  });

  it.each(["a\r\nb", "a\nb", "a\0b"])("is refused with a control character, and not shown: %j", async (KEY) => {
    const parts = [{ url: at("/${env:KEY}") }, { query: { q: "${env:KEY}" } }, { body: { q: ["${env:KEY}"] } }];
    for (const changes of parts)
      await expect(run(here(changes), {}, undefined, { KEY })).rejects.toThrow(
        /^cannot send the environment variable KEY: it contains a line break or another invalid character$/,
      );
  });

  it("is not filled in again when a value looks like a reference", async () => {
    await run(
      here({ query: { a: "${env:A}{{b}}" } }),
      {},
      undefined,
      { A: "${env:KEY}", KEY: "s3cret" },
      () => "${env:KEY}",
    );
    expect(new URLSearchParams(seen[0]?.url.split("?")[1]).get("a")).toBe("${env:KEY}${env:KEY}");
  });
});

it("a call's variables are filled in, encoded for their place", async () => {
  const expand = (reference: string) => (reference === "{{caller.number}}" ? "+1555 99/90" : "?");
  const tool = here({
    url: at("/callers/{{caller.number}}"),
    query: { from: "{{caller.number}}" },
    headers: { "X-From": "{{caller.number}}" },
    body: { from: "{{caller.number}}" },
  });
  await run(tool, {}, undefined, {}, expand);
  expect(seen).toMatchObject([
    {
      url: "/callers/%2B1555%2099%2F90?from=%2B1555+99%2F90",
      headers: { "x-from": "+1555 99/90" },
      body: '{"from":"+1555 99/90"}',
    },
  ]);
});

describe("a form", () => {
  const parameters = { type: "object", additionalProperties: true };
  const args = { id: "A 1&b=2", lines: [1, "zwei"], ship: { to: "Zürich" }, gift: true, note: null };
  const fields = [
    ["id", "A 1&b=2"],
    ["lines", "1"],
    ["lines", "zwei"],
    ["ship", '{"to":"Zürich"}'],
    ["gift", "true"],
    ["shop", "acme"],
  ];

  it.each([
    "application/x-www-form-urlencoded",
    "Application/X-WWW-Form-Urlencoded; charset=utf-8",
    "multipart/form-data",
  ])("is sent as %s", async (type) => {
    await run(here({ headers: { "Content-Type": type }, body: { shop: "acme" }, parameters }), args);
    const sent = String(seen[0]?.headers["content-type"]);
    expect(sent.toLowerCase()).toContain(type.toLowerCase());
    const read = new Response(seen[0]?.body, { headers: { "content-type": sent } });
    expect([...(await read.formData())]).toEqual(fields);
  });
});

describe("a field that the tool sets", () => {
  it.each([{ query: { shop: "acme" } }, { body: { shop: "acme" } }])("cannot be changed: %j", async (fixed) => {
    const open = here({ ...fixed, parameters: { additionalProperties: true } });
    const [place] = Object.keys(fixed);
    for (const name of ["shop", "Shop", "shop[]", "shop.id"])
      expect(await resultFor(open, { [name]: "other" })).toBe(
        `find_order was not called: the ${place} sets ${name}, which arguments cannot override`,
      );
    expect(seen).toEqual([]);
  });
});

describe("a schema's default", () => {
  it("is used when the model omits an argument", async () => {
    const lines = { type: "array", items: { type: "object", properties: { count: { type: "integer", default: 1 } } } };
    const parameters = {
      type: "object",
      properties: { limit: { type: "integer", default: 5 }, sort: { ...text, default: "new" }, lines },
      required: ["limit"],
    };
    await run(here({ parameters }), { sort: "old", lines: [{}] });
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ limit: 5, sort: "old", lines: [{ count: 1 }] });
  });

  it("does not change the model's message in the history", async () => {
    const args = {};
    await run(here({ parameters: { properties: { limit: { default: 5 } } } }), args);
    expect(args).toEqual({});
  });
});
