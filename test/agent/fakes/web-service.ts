import { createServer, type Server } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { initializeLogger, llm } from "@livekit/agents";
import { type HttpTool, httpToolSchema } from "../../../agent/contract/http-tool.js";
import { httpTool } from "../../../agent/tools/http.js";

interface Seen {
  method: string;
  url: string;
  headers: Record<string, unknown>;
  body: string;
}

let server: Server;
/** The port it listens on, once it is open. */
export let port: number;
/** The service's requests. */
export const seen: Seen[] = [];
interface Answer {
  status?: number;
  type?: string;
  body?: string | Buffer;
  location?: string;
  encoding?: string;
  afterMs?: number;
  forever?: boolean;
}

let answer: Answer = {};

/** Sets the service's next response. */
export function serve(next: Answer): void {
  answer = next;
}

/** Starts it. */
export async function openService(): Promise<void> {
  initializeLogger({ pretty: false, level: "fatal" });
  server = createServer((request, response) => {
    let body = "";
    request
      .on("data", (chunk) => (body += String(chunk)))
      .on("end", () => {
        seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
        const { status = 200, type = "application/json", location, encoding, afterMs = 0 } = answer;
        setTimeout(() => {
          response.writeHead(status, {
            "content-type": type,
            ...(location && { location }),
            ...(encoding && { "content-encoding": encoding }),
          });
          if (answer.forever) setInterval(() => response.write("x".repeat(10_000)), 1).unref();
          else response.end(answer.body ?? '{"order":"shipped"}');
        }, afterMs);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
}

/** Clears its requests and its next response. */
export function resetService(): void {
  seen.length = 0;
  answer = {};
}

/** Stops it. */
export function closeService(): void {
  server.closeAllConnections();
  server.close();
}

/** The service, at its private address. */
export const here = (changes: Partial<HttpTool> = {}) => ({
  url: `http://127.0.0.1:${port}/orders`,
  allowPrivate: true,
  ...changes,
});

/** Runs the tool as the model would. */
export async function run(
  changes: Partial<HttpTool>,
  args: Record<string, unknown> = {},
  lookup?: LookupFunction,
  env = {},
  expand = (reference: string) => reference,
): Promise<unknown> {
  const tool = httpTool(
    httpToolSchema.parse({ type: "http", name: "find_order", description: "Finds an order.", ...changes }),
    { env, expand },
    lookup,
  );
  if (!llm.isFunctionTool(tool)) throw new Error("no function tool");
  return tool.execute(args, { ctx: undefined as never, toolCallId: "1", abortSignal: new AbortController().signal });
}

/** What the model receives. */
export function resultFor(
  changes: Partial<HttpTool>,
  args?: Record<string, unknown>,
  lookup?: LookupFunction,
): Promise<string> {
  return run(changes, args, lookup).then(
    (value) => `answered ${JSON.stringify(value)}`,
    (error: unknown) => (error instanceof llm.ToolError ? error.message : `no ToolError: ${String(error)}`),
  );
}

/** A name server with scripted answers, one per question. */
export function names(...answers: string[][]): LookupFunction & { asked: number } {
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
