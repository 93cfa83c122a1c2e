import type { LookupFunction } from "node:net";
import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { jsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/types.js";
import type { Tool } from "@modelcontextprotocol/sdk/types.js";
import { llm, log } from "@livekit/agents";
import { templatesOf } from "../contract/http-tool.js";
import type { McpTool } from "../contract/mcp-tool.js";
import { ProblemError } from "../contract/problem.js";
import { secretsIn, withoutCredentials } from "../without-secrets.js";
import { deadline } from "./deadline.js";
import { environmentProblems, secretsOf } from "./environment.js";
import { fillHeaders } from "./headers.js";
import { guardedFetch } from "./guarded-fetch.js";
import { loadMcp } from "./mcp-package.js";
import { resultText } from "./mcp-result.js";
import { withFiller } from "./speak-while.js";
import { type Filling, fillUrl } from "./template.js";

/** How long the start of a call waits for a server, in milliseconds. */
const LIST_TIMEOUT_MS = 2_000;
/** Maximum number of tools of a model. */
const MOST_TOOLS = 128;
const AGENT = { name: "arkenos-agent", version: "1" };
/** Skips the validation of results, which would run the server's patterns in this process. */
const NO_VALIDATION: jsonSchemaValidator = {
  getValidator: () => (input) => ({ valid: true, data: input as never, errorMessage: undefined }),
};

/**
 * The tools of an MCP server. They are listed when the session starts. If the server does not respond, the call continues
 * without them and the failure is logged.
 *
 * @param taken names already used by other tools of the call; the server's tools with these names are skipped
 * @throws ProblemError if an environment variable is not set, or contains characters that no request can send
 */
export function mcpTools(tool: McpTool, filling: Filling, taken: Set<string>, lookup?: LookupFunction): llm.Toolset {
  const [broken] = environmentProblems(templatesOf(tool), filling.env);
  if (broken !== undefined) throw new ProblemError(broken);
  const secrets = [...secretsOf(templatesOf(tool), filling.env), ...secretsIn(filling.env)];
  const server = new URL(tool.url).host;
  let client: Client | undefined;
  return llm.Toolset.create({
    id: `mcp ${server}`,
    tools: [],
    setup: async ({ updateTools }) => {
      const limit = deadline(LIST_TIMEOUT_MS);
      try {
        client = await connect(tool, filling, limit.signal, lookup);
        const offered = await listTools(client, limit.signal);
        const selected = selectTools(offered, tool, taken, server);
        updateTools(selected.map((one) => functionTool(one, client, tool, secrets)));
      } catch (error) {
        log().warn(
          { server, ...failureOf(error, secrets) },
          "An MCP server is unavailable; the call continues without its tools",
        );
        await client?.close();
      } finally {
        limit.clear();
      }
    },
    aclose: async () => client?.close(),
  });
}

async function connect(tool: McpTool, filling: Filling, signal: AbortSignal, lookup?: LookupFunction): Promise<Client> {
  const { Client, StreamableHTTPClientTransport } = await loadMcp();
  const url = fillUrl(tool.url, {}, filling);
  const guarded = guardedFetch({
    origin: url.origin,
    milliseconds: tool.timeoutSeconds * 1000,
    allowPrivate: tool.allowPrivate ?? false,
    ...(lookup && { lookup }),
  });
  const transport = new StreamableHTTPClientTransport(url, {
    requestInit: { headers: fillHeaders(tool.headers, filling) },
    // Do not open a stream for notifications, which a call does not need; only resume interrupted responses.
    fetch: async (address, init) =>
      init?.method === "GET" && !new Headers(init.headers).has("last-event-id")
        ? new Response(null, { status: 405 })
        : guarded(address, init),
  });
  const client = new Client(AGENT, { jsonSchemaValidator: NO_VALIDATION });
  await client.connect(transport as Transport, { signal });
  return client;
}

async function listTools(client: Client, signal: AbortSignal): Promise<Tool[]> {
  const tools: Tool[] = [];
  for (let cursor: string | undefined; tools.length < MOST_TOOLS;) {
    const page = await client.listTools(cursor === undefined ? {} : { cursor }, { signal });
    tools.push(...page.tools);
    cursor = page.nextCursor;
    if (cursor === undefined) break;
  }
  return tools.slice(0, MOST_TOOLS);
}

/** The tools that the persona allows, except those whose names are already used. */
function selectTools(offered: readonly Tool[], { tools: wanted }: McpTool, taken: Set<string>, server: string): Tool[] {
  const unknown = wanted?.filter((name) => !offered.some((tool) => tool.name === name)) ?? [];
  if (unknown.length > 0) log().warn({ server, tools: unknown }, "An MCP server does not have these tools");
  const kept = offered.filter(({ name }) => wanted?.includes(name) ?? true);
  const duplicates = kept.filter(({ name }) => taken.has(modelName(name)) || !taken.add(modelName(name)));
  if (duplicates.length > 0)
    log().warn(
      { server, tools: duplicates.map(({ name }) => name) },
      "Tools of an MCP server are skipped because other tools have the same names",
    );
  return kept.filter((tool) => !duplicates.includes(tool));
}

function functionTool(
  { name, description, inputSchema }: Tool,
  client: Client | undefined,
  { timeoutSeconds, speakWhile }: McpTool,
  secrets: readonly string[],
): llm.ToolContextEntry {
  return llm.tool({
    name: modelName(name),
    description: description ?? "",
    parameters: { properties: {}, ...inputSchema },
    execute: async (args: Record<string, unknown>, { ctx, abortSignal }) => {
      const call = async () =>
        client?.callTool({ name, arguments: args }, undefined, {
          timeout: timeoutSeconds * 1000,
          ...(abortSignal && { signal: abortSignal }),
        });
      try {
        return resultText(name, await withFiller(speakWhile, ctx, call), secrets);
      } catch (error) {
        if (error instanceof llm.ToolError) throw error;
        log().warn({ tool: name, ...failureOf(error, secrets) }, "A tool call failed");
        throw new llm.ToolError(`${name} failed: the MCP server did not respond correctly`);
      }
    },
  });
}

/** Log fields of a failure, without credentials. The client reports a server's HTTP status as a code. */
function failureOf(error: unknown, secrets: readonly string[]): { code?: number; said?: string; reason?: string } {
  const text = withoutCredentials(error instanceof Error ? error.message : String(error), secrets);
  const code = error instanceof Error && "code" in error && typeof error.code === "number" ? error.code : undefined;
  return code === undefined ? { reason: text } : { code, said: text };
}

/** A name that models accept: letters, digits, _ and -. Servers may use other characters. */
function modelName(name: string): string {
  return name.replace(/[^\w-]/g, "_").slice(0, 64);
}
