import { createServer, type Server } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { initializeLogger, llm } from "@livekit/agents";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type HttpTool, httpToolSchema } from "../../agent/http-tool.js";
import { httpTool } from "../../agent/tools/http.js";
import { isPrivateAddress } from "../../agent/tools/private-address.js";

interface Seen {
  method: string;
  url: string;
  headers: Record<string, unknown>;
  body: string;
}

let server: Server;
let port: number;
let seen: Seen[] = [];
let answer: {
  status?: number;
  type?: string;
  body?: string | Buffer;
  location?: string;
  afterMs?: number;
  forever?: boolean;
} = {};

beforeAll(async () => {
  initializeLogger({ pretty: false, level: "fatal" });
  server = createServer((request, response) => {
    let body = "";
    request
      .on("data", (chunk) => (body += String(chunk)))
      .on("end", () => {
        seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
        const { status = 200, type = "application/json", location, afterMs = 0 } = answer;
        setTimeout(() => {
          response.writeHead(status, { "content-type": type, ...(location && { location }) });
          if (answer.forever) setInterval(() => response.write("x".repeat(10_000)), 1).unref();
          else response.end(answer.body ?? '{"order":"shipped"}');
        }, afterMs);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});

afterEach(() => {
  seen = [];
  answer = {};
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const here = (changes: Partial<HttpTool> = {}) => ({
  url: `http://127.0.0.1:${port}/orders`,
  allowPrivate: true,
  ...changes,
});

async function run(
  changes: Partial<HttpTool>,
  args: Record<string, unknown> = {},
  lookup?: LookupFunction,
  env = {},
): Promise<unknown> {
  const tool = httpTool(
    httpToolSchema.parse({ type: "http", name: "find_order", description: "Finds an order.", ...changes }),
    env,
    lookup,
  );
  if (!llm.isFunctionTool(tool)) throw new Error("no function tool");
  return tool.execute(args, { ctx: undefined as never, toolCallId: "1", abortSignal: new AbortController().signal });
}

/** What the model is told. */
function told(changes: Partial<HttpTool>, args?: Record<string, unknown>, lookup?: LookupFunction): Promise<string> {
  return run(changes, args, lookup).then(
    (value) => `answered ${JSON.stringify(value)}`,
    (error: unknown) => (error instanceof llm.ToolError ? error.message : `no ToolError: ${String(error)}`),
  );
}

/** A name server that says what the test wants, one answer per question. */
function names(...answers: string[][]): LookupFunction & { asked: number } {
  const lookup = ((_host, _options, callback) => {
    const addresses = answers[Math.min(lookup.asked++, answers.length - 1)] ?? [];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  }) as LookupFunction & { asked: number };
  lookup.asked = 0;
  return lookup;
}

describe("a call", () => {
  const parameters = {
    type: "object",
    properties: { id: { type: "string" }, lines: { type: "array" } },
    required: ["id"],
    additionalProperties: false,
  };

  it("sends arguments as a JSON body, and hands JSON back as what it says", async () => {
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

  it("sends arguments in the query of a GET, encoded, beside what is there", async () => {
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

  it("hands text back as text, and broken JSON too", async () => {
    answer = { type: "text/plain", body: "shipped" };
    expect(await run(here())).toBe("shipped");
    answer = { body: "{" };
    expect(await run(here())).toBe("{");
  });

  it.each([
    [{}, "arguments must have required property 'id'"],
    [{ id: 7 }, "arguments/id must be string"],
    [{ id: "a", url: "http://169.254.169.254/" }, "arguments must NOT have additional properties"],
  ])("is not made with %j", async (args, problem) => {
    expect(await told(here({ parameters }), args)).toBe(`find_order was not called: ${problem}`);
    expect(seen).toEqual([]);
  });

  it("takes the schema's dialect as it comes, and refuses what is no schema", async () => {
    expect(
      await told(here({ parameters: { $schema: "http://json-schema.org/draft-07/schema#", ...parameters } }), {
        id: "a",
      }),
    ).toMatch(/^answered/);
    await expect(run(here({ parameters: { type: "objekt" } }))).rejects.toThrow(/is not a JSON Schema/);
  });
});

describe("a service that", () => {
  it("refuses is quoted, a little", async () => {
    answer = { status: 404, body: `no such order ${"x".repeat(5000)}` };
    expect(await told(here())).toMatch(/^find_order failed: the service answered 404: no such order x{486}$/);
  });

  it.each([301, 302, 303, 307, 308])("redirects with %i is not followed", async (status) => {
    answer = { status, location: "http://169.254.169.254/latest/meta-data" };
    expect(await told(here())).toBe(
      `find_order failed: the service answered with a redirect (${status}), and redirects are not followed`,
    );
    expect(seen).toHaveLength(1);
  });

  it("is slow is not waited for", async () => {
    answer = { afterMs: 2_000 };
    expect(await told(here({ timeoutSeconds: 0.2 }))).toBe(
      "find_order failed: the service did not answer within 0.2 seconds",
    );
  });

  it("says too much is cut off", async () => {
    answer = { body: "x".repeat(70_000), type: "text/plain" };
    expect(await told(here())).toBe("find_order failed: the service's answer is longer than 65536 bytes");
    answer = { forever: true, type: "text/plain" };
    expect(await told(here())).toBe("find_order failed: the service's answer is longer than 65536 bytes");
  });

  it("is not there is not described to the caller", async () => {
    expect(await told(here({ url: "http://127.0.0.1:1/x" }))).toBe(
      "find_order failed: the service could not be reached",
    );
  });
});

describe("the inside of a network", () => {
  const INSIDE = "find_order failed: its address is inside a network, and the tool does not allow that";

  it.each([
    "http://127.0.0.1",
    "http://127.1",
    "http://2130706433",
    "http://0x7f000001",
    "http://017700000001",
    "http://0.0.0.0",
    "http://10.0.0.1",
    "http://172.16.0.1",
    "http://172.31.255.255",
    "http://192.168.1.1",
    "http://169.254.169.254",
    "http://169.254.170.2",
    "http://100.64.0.1",
    "http://100.100.100.200",
    "http://168.63.129.16",
    "http://192.0.0.192",
    "http://198.18.0.1",
    "http://224.0.0.1",
    "http://255.255.255.255",
    "http://[::1]",
    "http://[::]",
    "http://[fe80::1]",
    "http://[fc00::1]",
    "http://[fd00:ec2::254]",
    "http://[::ffff:127.0.0.1]",
    "http://[::ffff:a9fe:a9fe]",
    "http://[::127.0.0.1]",
    "http://[64:ff9b::7f00:1]",
    "http://[2002:7f00:1::]",
    "http://[2001:0:7f00:1::]",
    "http://[ff02::1]",
    "https://127.0.0.1",
  ])("%s is not called", async (url) => {
    expect(await told({ url: url.replace(/\/127\.0\.0\.1$/, `/127.0.0.1:${port}`) }, {}, names(["8.8.8.8"]))).toBe(
      INSIDE,
    );
    expect(seen).toEqual([]);
  });

  it.each([
    ["loopback", ["127.0.0.1"]],
    ["metadata", ["169.254.169.254"]],
    ["loopback in IPv6", ["::1"]],
    ["mapped loopback", ["::ffff:127.0.0.1"]],
    ["one of several", ["93.184.216.34", "10.0.0.1"]],
    ["no address", ["not an address"]],
  ])("a name that leads to %s is not called", async (_, addresses) => {
    expect(await told({ url: `http://rebound.example:${port}/` }, {}, names(addresses))).toBe(INSIDE);
    expect(seen).toEqual([]);
  });

  it("a name is asked once: what was judged is what is called", async () => {
    const lookup = names(["203.0.114.1"], ["127.0.0.1"]);
    await told({ url: `http://rebound.example:${port}/`, timeoutSeconds: 0.3 }, {}, lookup);
    expect([lookup.asked, seen]).toEqual([1, []]);
  });

  it("is reached where the tool allows it", async () => {
    expect(await told(here({ url: `http://orders.internal:${port}/` }), {}, names(["127.0.0.1"]))).toMatch(/^answered/);
  });

  it.each(["8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1"])(
    "%s is the open internet",
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );
});
