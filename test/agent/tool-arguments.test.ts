import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closeService, here, openService, port, resetService, seen, resultFor } from "./fakes/web-service.js";

beforeAll(openService);
afterEach(resetService);
afterAll(closeService);

describe("arguments that the tool does not declare", () => {
  const order = { type: "object", properties: { id: { type: "string" } } };
  const parameters = { type: "object", properties: { order, note: { type: "object" } } };

  it.each([
    ["beside the arguments", { admin: true }, {}],
    ["within one", { order: { id: "a", admin: true } }, { parameters }],
    ["within a list", { orders: [{ admin: 1 }] }, { parameters: { properties: { orders: { items: order } } } }],
    [
      "beside several parts of a schema",
      { id: "a", admin: true },
      { parameters: { allOf: [order, { properties: { shop: {} } }] } },
    ],
    ["behind a reference", { admin: true }, { parameters: { $ref: "#/$defs/order", $defs: { order } } }],
    ["under the prototype's name", JSON.parse('{"__proto__":{"admin":true}}') as Record<string, unknown>, {}],
  ])("are not sent %s", async (_, args, changes) => {
    expect(await resultFor(here(changes), args)).toMatch(/^find_order was not called: arguments.* properties$/);
    expect(seen).toEqual([]);
  });

  it.each([
    ["says so", { note: "x", admin: true }, { parameters: { additionalProperties: true } }],
    ["asks for a whole object", { note: { any: 1 } }, { parameters }],
    ["declares them in parts", { id: "a", shop: 1 }, { parameters: { allOf: [order, { properties: { shop: {} } }] } }],
  ])("are sent when the schema %s", async (_, args, changes) => {
    expect(await resultFor(here(changes), args)).toMatch(/^answered/);
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual(args);
  });

  it.each(["shop", "Shop", "shop[]", "shop[0]", "shop.id"])("cannot replace the URL's own as %s", async (name) => {
    const url = `http://127.0.0.1:${port}/orders?shop=acme`;
    for (const method of ["GET", "POST"] as const) {
      const open = here({ url, method, parameters: { additionalProperties: true } });
      expect(await resultFor(open, { [name]: "other" })).toBe(
        `find_order was not called: the URL sets ${name}, which arguments cannot override`,
      );
    }
    expect(seen).toEqual([]);
  });
});

describe("validating arguments", () => {
  it.each(["^(a+)+$", "^(a|aa)+$", "^(a*)*b$", "(x+x+)+y"])(
    "takes no longer for a text that barely fails %s",
    async (pattern) => {
      const parameters = { properties: { id: { type: "string", pattern } } };
      const startedAt = Date.now();
      const said = await resultFor(here({ parameters }), { id: `${"a".repeat(12_000)}${"x".repeat(3_000)}!` });
      expect(said).toContain("must match pattern");
      expect(Date.now() - startedAt).toBeLessThan(2_000);
    },
  );

  it("distinguishes the patterns of a schema", async () => {
    const parameters = { properties: { id: { pattern: "^[A-Z]+$" }, lines: { pattern: "^\\d+$" } } };
    expect(await resultFor(here({ parameters }), { id: "A", lines: "1" })).toMatch(/^answered/);
    expect(await resultFor(here({ parameters }), { id: "1", lines: "1" })).toContain(
      'arguments/id must match pattern "^[A-Z]+$"',
    );
  });

  it("is refused for more than a caller can say", async () => {
    const parameters = { properties: { id: { type: "string" } } };
    expect(await resultFor(here({ parameters }), { id: "x".repeat(20_000) })).toBe(
      "find_order was not called: arguments must not exceed 16384 characters",
    );
  });
});
