import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";

type Handler = (args: Record<string, unknown>) => CallToolResult | Promise<CallToolResult>;

/** A tool's text result. */
export const says = (text: string, isError = false): CallToolResult => ({ content: [{ type: "text", text }], isError });

/** An MCP server on loopback, built with the SDK, with tools that take an order's id. */
export class FakeMcp {
  readonly #server: Server;
  /** The headers of the requests. */
  readonly seen: IncomingMessage[] = [];
  url = "";

  constructor(tools: Readonly<Record<string, Handler>>, { json = false } = {}) {
    this.#server = createServer((request, response) => {
      this.seen.push(request);
      const server = new McpServer({ name: "orders", version: "1" });
      for (const [name, handler] of Object.entries(tools))
        server.registerTool(
          name,
          { description: `Does ${name}.`, inputSchema: { id: z.string().optional() } },
          handler,
        );
      const transport = new StreamableHTTPServerTransport({ enableJsonResponse: json });
      // Their types differ in what may be undefined.
      void server
        .connect(transport as Parameters<McpServer["connect"]>[0])
        .then(() => transport.handleRequest(request, response));
    });
  }

  /** Starts it. @returns its URL */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return (this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/mcp`);
  }

  /** Stops it. */
  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
