import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  closeService,
  here,
  openService,
  port,
  resetService,
  run,
  seen,
  serve,
  resultFor,
} from "./fakes/web-service.js";

beforeAll(openService);
afterEach(resetService);
afterAll(closeService);

describe("a call", () => {
  const parameters = {
    type: "object",
    properties: { id: { type: "string" }, lines: { type: "array" } },
    required: ["id"],
    additionalProperties: false,
  };

  it("sends arguments as a JSON body, and returns parsed JSON", async () => {
    expect(await run(here({ parameters }), { id: "A 1&b=2" })).toEqual({ order: "shipped" });
    expect(seen).toMatchObject([
      {
        method: "POST",
        url: "/orders",
        body: '{"id":"A 1&b=2"}',
        headers: { "content-type": "application/json", "user-agent": "arkenos-agent" },
      },
    ]);
  });

  it("sends arguments in the query of a GET, encoded, beside the URL's own", async () => {
    await run(here({ parameters, method: "GET", url: `http://127.0.0.1:${port}/orders?v=1` }), {
      id: "A 1&admin=1#x",
      lines: [1, 2],
    });
    expect(seen).toMatchObject([
      { method: "GET", url: "/orders?v=1&id=A+1%26admin%3D1%23x&lines=%5B1%2C2%5D", body: "" },
    ]);
  });

  it("puts secrets of the worker's environment into headers", async () => {
    await run(here({ headers: { Authorization: "Bearer ${env:ORDERS_KEY}", "X-Shop": "acme" } }), {}, undefined, {
      ORDERS_KEY: "s3cret",
    });
    expect(seen[0]?.headers).toMatchObject({ authorization: "Bearer s3cret", "x-shop": "acme" });
    await expect(run(here({ headers: { Authorization: "Bearer ${env:ORDERS_KEY}" } }))).rejects.toThrow(
      "needs the environment variable ORDERS_KEY; set it where the worker runs",
    );
  });

  it("returns text as text, and invalid JSON too", async () => {
    serve({ type: "text/plain", body: "shipped" });
    expect(await run(here())).toBe("shipped");
    serve({ body: "{" });
    expect(await run(here())).toBe("{");
  });

  it.each([
    [{}, "arguments must have required property 'id'"],
    [{ id: 7 }, "arguments/id must be string"],
    [{ id: "a", url: "http://169.254.169.254/" }, "arguments must NOT have additional properties"],
  ])("is not made with %j", async (args, problem) => {
    expect(await resultFor(here({ parameters }), args)).toBe(`find_order was not called: ${problem}`);
    expect(seen).toEqual([]);
  });

  it("accepts the schema's dialect, and refuses an invalid schema", async () => {
    expect(
      await resultFor(here({ parameters: { $schema: "http://json-schema.org/draft-07/schema#", ...parameters } }), {
        id: "a",
      }),
    ).toMatch(/^answered/);
    await expect(run(here({ parameters: { type: "objekt" } }))).rejects.toThrow(/is not a JSON Schema/);
  });
});

describe("a service that", () => {
  it("refuses is quoted briefly", async () => {
    serve({ status: 404, body: `no such order ${"x".repeat(5000)}` });
    expect(await resultFor(here())).toMatch(
      /^find_order failed: the service responded with status 404: no such order x{486}$/,
    );
  });

  it.each([301, 302, 303, 307, 308])("redirects with %i is not followed", async (status) => {
    serve({ status, location: "http://169.254.169.254/latest/meta-data" });
    expect(await resultFor(here())).toBe(
      `find_order failed: the service responded with a redirect (${status}), and redirects are not followed`,
    );
    expect(seen).toHaveLength(1);
  });

  it("is slow is not waited for", async () => {
    serve({ afterMs: 2_000 });
    expect(await resultFor(here({ timeoutSeconds: 0.2 }))).toBe(
      "find_order failed: the service did not respond within 0.2 seconds",
    );
  });

  it("says too much is cut off", async () => {
    serve({ body: "x".repeat(70_000), type: "text/plain" });
    expect(await resultFor(here())).toBe("find_order failed: the service's response is longer than 65536 bytes");
    serve({ forever: true, type: "text/plain" });
    expect(await resultFor(here())).toBe("find_order failed: the service's response is longer than 65536 bytes");
  });

  it("does not exist is not described to the caller", async () => {
    expect(await resultFor(here({ url: "http://127.0.0.1:1/x" }))).toBe(
      "find_order failed: the service could not be reached",
    );
  });
});
