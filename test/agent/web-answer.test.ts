import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closeService, here, openService, resetService, run, seen, serve, resultFor } from "./fakes/web-service.js";

beforeAll(openService);
afterEach(resetService);
afterAll(closeService);

const body = Buffer.from('{"order":"shipped to Zürich"}');
const TOO_LONG = "find_order failed: the service's response is longer than 65536 bytes";

describe("a compressed answer", () => {
  it.each([
    ["gzip", gzipSync(body)],
    ["x-gzip", gzipSync(body)],
    ["GZIP", gzipSync(body)],
    ["br", brotliCompressSync(body)],
    ["deflate", deflateSync(body)],
    ["deflate", deflateRawSync(body)],
    ["identity", body],
    ["deflate, gzip", gzipSync(deflateSync(body))],
  ])("is read: %s", async (encoding, compressed) => {
    serve({ encoding, body: compressed });
    expect(await run(here())).toEqual({ order: "shipped to Zürich" });
    expect(seen[0]?.headers["accept-encoding"]).toMatch(/^gzip, br, deflate(, zstd)?$/);
  });

  it.each([
    ["gzip", gzipSync(Buffer.alloc(50_000_000))],
    ["br", brotliCompressSync(Buffer.alloc(5_000_000))],
    ["gzip, gzip", gzipSync(gzipSync(Buffer.alloc(50_000_000)))],
  ])("is cut off when it expands beyond a model's limit: %s", async (encoding, compressed) => {
    serve({ encoding, body: compressed });
    expect(await resultFor(here())).toBe(TOO_LONG);
  });

  it.each([
    ["gzip", body, "it is not valid gzip"],
    ["gzip", gzipSync(body).subarray(0, 20), "it is not valid gzip"],
    ["br", Buffer.from("plain"), "it is not valid br"],
    ["compress", body, "the coding compress is not supported"],
    ["toString", body, "the coding tostring is not supported"],
  ])("that is broken is reported: %s", async (encoding, broken, problem) => {
    serve({ encoding, body: broken });
    expect(await resultFor(here())).toBe(`find_order failed: the response cannot be decoded: ${problem}`);
  });

  it("of a refusal is quoted", async () => {
    serve({ status: 404, encoding: "gzip", type: "text/plain", body: gzipSync("no such order") });
    expect(await resultFor(here())).toBe("find_order failed: the service responded with status 404: no such order");
  });
});

describe("a response", () => {
  it.each([
    ["text/plain; charset=iso-8859-1", Buffer.from("Zürich", "latin1")],
    ['text/plain; charset="UTF-16LE"', Buffer.from("Zürich", "utf16le")],
    ["text/plain", Buffer.from("\ufeffZürich", "utf16le")],
    ["text/plain; charset=utf-8", Buffer.from("\ufeffZürich")],
    ["text/plain; charset=unicode-1-1", Buffer.from("Zürich")],
    ["text/plain", Buffer.from("Zürich")],
  ])("is read in its charset: %s", async (type, bytes) => {
    serve({ type, body: bytes });
    expect(await run(here())).toBe("Zürich");
  });

  it.each([204, 200, 202])("with status %i and no body tells the model that the call succeeded", async (status) => {
    serve({ status, body: "" });
    expect(await run(here())).toBe(`find_order succeeded: the service responded with status ${status} and no content`);
  });
});

it("a failed call is not repeated, because it may have taken effect", async () => {
  for (const method of ["GET", "POST", "DELETE"] as const) {
    serve({ status: 503, body: "try again" });
    expect(await resultFor(here({ method }))).toBe(
      "find_order failed: the service responded with status 503: try again",
    );
  }
  expect(seen).toHaveLength(3);
});
