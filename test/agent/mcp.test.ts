import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { initializeLogger, type llm, log, voice } from "@livekit/agents";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { conversationOf } from "../../agent/call/session.js";
import { mcpToolSchema } from "../../agent/contract/mcp-tool.js";
import { toolsFor } from "../../agent/tools/tool-set.js";
import { FakeMcp, says } from "./fakes/mcp-server.js";
import { persona } from "./fakes/personas.js";

const open: { close(): void | Promise<void> }[] = [];
const warnings: unknown[][] = [];
beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));
beforeEach(() => void vi.spyOn(log(), "warn").mockImplementation((...line: unknown[]) => void warnings.push(line)));
/** The log lines about MCP; a call of an unknown tool is logged too. */
const messages = () => warnings.filter(([, message]) => /MCP/.test(String(message)));
afterEach(async () => {
  warnings.length = 0;
  vi.restoreAllMocks();
  for (const each of open.splice(0).reverse()) await each.close();
});

const orders = {
  find_order: ({ id }: { id?: unknown }) => says(`${String(id)} was shipped`),
  "orders.list": () => says(""),
};

async function serve(...options: ConstructorParameters<typeof FakeMcp>): Promise<FakeMcp> {
  const server = new FakeMcp(...options);
  open.push(server);
  await server.listen();
  return server;
}

/** A service that is not an MCP server. @returns its URL */
async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
}

/** A call whose model calls one tool. */
async function call(
  changes: object,
  name = "find_order",
  args: object = { id: "A-1" },
  env = {},
  others: object[] = [],
) {
  const tool = mcpToolSchema.parse({ type: "mcp", allowPrivate: true, ...changes });
  const who = persona({ tools: [...(others as never[]), tool] });
  const script = [{ input: "Go", toolCalls: [{ name, args: args as Record<string, unknown> }] }];
  const models = { llm: new voice.testing.FakeLLM(script) };
  const { session, agent } = conversationOf(
    who,
    models,
    toolsFor(who, async () => {}, env),
  );
  open.push(session);
  await session.start({ agent });
  const tools = Object.keys(agent.toolCtx.functionTools).sort();
  const run = await session.run({ userInput: "Go" }).wait();
  const output = run.events.flatMap(({ type, item }) =>
    type === "function_call_output" ? [(item as llm.FunctionCallOutput).output] : [],
  );
  return { tools, output: output[0] };
}

describe("an MCP server's tools", () => {
  it.each([true, false])(
    "are available to the model: they are listed and called, answered as JSON: %s",
    async (json) => {
      const server = await serve(orders, { json });
      expect(await call({ url: server.url })).toEqual({
        tools: ["find_order", "orders_list"],
        output: expect.stringContaining("A-1 was shipped"),
      });
      expect(server.seen.every(({ method }) => method === "POST")).toBe(true);
      expect(messages()).toEqual([]);
    },
  );

  it("have names that a model can call, and report success when they return nothing", async () => {
    const { output } = await call({ url: (await serve(orders)).url }, "orders_list", {});
    expect(output).toContain("orders.list succeeded");
  });

  it("are those that the persona names; a name that the server lacks is logged", async () => {
    const { tools } = await call({ url: (await serve(orders)).url, tools: ["find_order", "cancel_order"] });
    expect(tools).toEqual(["find_order"]);
    expect(messages()).toEqual([
      [expect.objectContaining({ tools: ["cancel_order"] }), "An MCP server does not have these tools"],
    ]);
  });

  it("are left out when a tool of the persona has the same name, and the log says so", async () => {
    const server = await serve({ ...orders, send_dtmf_events: () => says("sent") });
    const { tools, output } = await call({ url: server.url }, "find_order", { id: "B" }, {}, [{ type: "dtmf" }]);
    expect(tools).toEqual(["find_order", "orders_list", "send_dtmf_events"]);
    expect(output).toContain("B was shipped");
    expect(messages()).toEqual([
      [
        expect.objectContaining({ tools: ["send_dtmf_events"] }),
        "Tools of an MCP server are skipped because other tools have the same names",
      ],
    ]);
  });

  it("are requested with the persona's headers, and no secret is returned", async () => {
    const server = await serve({
      find_order: () => says("your key is s3cret-k3y"),
      fail: () => says("s3cret-k3y", true),
    });
    const tool = { url: server.url, headers: { Authorization: "Bearer ${env:MCP_KEY}" } };
    const env = { MCP_KEY: "s3cret-k3y" };
    expect((await call(tool, "find_order", {}, env)).output).toContain("your key is [secret]");
    expect((await call(tool, "fail", {}, env)).output).toContain("fail failed: [secret]");
    expect(server.seen.every(({ headers }) => headers.authorization === "Bearer s3cret-k3y")).toBe(true);
  });

  it("are requested with non-ASCII headers in UTF-8", async () => {
    const server = await serve(orders);
    const tool = { url: server.url, headers: { "X-Name": "${env:NAME}" } };
    expect((await call(tool, "find_order", {}, { NAME: "Łukasz" })).output).toContain("was shipped");
    for (const { headers } of server.seen)
      expect(Buffer.from(String(headers["x-name"]), "latin1").toString()).toBe("Łukasz");
  });

  it("report to the model when they fail or are slow", async () => {
    const slow = () => new Promise<never>(() => {});
    const server = await serve({ find_order: () => says("no such order", true), slow });
    expect((await call({ url: server.url })).output).toContain("find_order failed: no such order");
    expect((await call({ url: server.url, timeoutSeconds: 0.5 }, "slow", {})).output).toContain("slow failed:");
  });
});

describe("a call continues without the tools of a server that", () => {
  /** An error that a server itself returns has a code beside it. */
  const without = async (changes: object, reason: RegExp, env = {}, code?: number) => {
    const startedAt = Date.now();
    expect((await call(changes, "find_order", {}, env)).tools).toEqual([]);
    expect(Date.now() - startedAt).toBeLessThan(8_000);
    const text = expect.stringMatching(reason) as string;
    expect(messages()).toEqual([
      [
        expect.objectContaining(code === undefined ? { reason: text } : { code, said: text }),
        "An MCP server is unavailable; the call continues without its tools",
      ],
    ]);
  };

  it("does not exist", () => without({ url: "http://127.0.0.1:1/mcp" }, /ECONNREFUSED/));

  it("does not respond", async () => without({ url: await listen(() => {}) }, /./, {}, -32001));

  it("is in a private network, unless the persona allows it", async () => {
    const server = await serve(orders);
    await without({ url: server.url, allowPrivate: false }, /resolves to the private address|is private/);
    expect(server.seen).toEqual([]);
  });

  it("redirects to another", async () => {
    const server = await serve(orders);
    const url = await listen((_, response) => response.writeHead(307, { location: server.url }).end());
    await without({ url }, /not followed/, {}, 307);
    expect(server.seen).toEqual([]);
  });

  it("never ends its response", async () => {
    const url = await listen((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      setInterval(() => response.write("x".repeat(100_000)), 1).unref();
    });
    await without({ url }, /longer than 1048576 bytes/);
  });

  it("refuses the key, which is not logged", async () => {
    const url = await listen((request, response) => response.writeHead(401).end(String(request.headers.authorization)));
    const headers = { Authorization: "Bearer ${env:MCP_KEY}" };
    await without({ url, headers }, /Bearer \[secret\]$/, { MCP_KEY: "s3cret-k3y" }, 401);
  });
});

describe("the settings of an MCP server", () => {
  const mistakes = (changes: object) =>
    (mcpToolSchema.safeParse({ type: "mcp", url: "https://mcp.acme.com/mcp", ...changes }).error?.issues ?? []).map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );

  it("are its URL alone, or an object with more", () => {
    expect(mistakes({})).toEqual([]);
    expect(mistakes({ url: "https://mcp.acme.com/${env:SHOP}/mcp?from={{caller.number}}", tools: ["a"] })).toEqual([]);
  });

  it.each([
    [{ url: "mcp.acme.com" }, "url: is not a URL; write https:// and a host"],
    [
      { url: "https://mcp.acme.com/{id}" },
      "url: has the placeholder {id}, but an MCP server's URL takes no arguments; remove it",
    ],
    [{ tools: [] }, "tools: is empty; name a tool, or leave it out to allow all"],
    [
      { headers: { Authorization: "Bearer abc123" } },
      "headers.Authorization: would be readable in the stack's output; write ${env:NAME}, and put the value into agentEnv",
    ],
  ])("are refused with %j", (changes, mistake) => {
    expect(mistakes(changes)).toEqual([mistake]);
  });
});
