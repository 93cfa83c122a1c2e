import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { html } from "./html.js";
import type { TopologyGraph } from "./topology-graph.js";

/** Options for serving a graph. */
export interface GraphServerOptions {
  /** Reads the clouds and builds the graph. */
  readonly read: () => Promise<TopologyGraph>;
  /** @default a free port */
  readonly port?: number;
  /** Milliseconds between reads while a page is open. @default 10000 */
  readonly interval?: number;
}

/** A graph served on loopback. */
export interface GraphServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a graph as a page on 127.0.0.1. While a page is open, it reads the clouds at an interval and notifies the page
 * of a new picture or of an error.
 *
 * @param first the first graph to show
 *
 * @param first the graph to begin with
 */
export async function serveGraph(
  first: TopologyGraph,
  { read, port = 0, interval = 10_000 }: GraphServerOptions,
): Promise<GraphServer> {
  let graph = first;
  let readAt = Date.now();
  let isWatching = false;
  const pages = new Set<ServerResponse>();
  const closed = new AbortController();

  const send = (event: string, data: string) => {
    for (const page of pages) page.write(`event: ${event}\ndata: ${data.replace(/[\r\n]+/g, " ")}\n\n`);
  };
  const refresh = async () => {
    try {
      graph = await read();
      send("picture", graph.readAt);
    } catch (error) {
      send("problem", error instanceof Error ? error.message : String(error));
    }
    readAt = Date.now();
  };
  const watch = async () => {
    if (isWatching) return;
    isWatching = true;
    while (pages.size > 0 && !closed.signal.aborted) {
      const rest = Math.max(0, readAt + interval - Date.now());
      await setTimeout(rest, undefined, { signal: closed.signal }).catch(() => undefined);
      if (pages.size > 0 && !closed.signal.aborted) await refresh();
    }
    isWatching = false;
  };
  const subscribe = (response: ServerResponse) => {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" }).write(":\n\n");
    pages.add(response);
    response.on("close", () => pages.delete(response));
    void watch();
  };
  const server = createServer((request, response) => {
    if (!isLocal(request)) response.writeHead(403).end();
    else if (request.url === "/changes") subscribe(response);
    else if (request.url === "/") response.writeHead(200, PAGE).end(html(graph, { live: true }));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      closed.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const PAGE = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };

/**
 * Whether a request was addressed to loopback by name. A page of another site may have its own host name resolve to
 * this server.
 */
function isLocal({ method, headers: { host = "" } }: IncomingMessage): boolean {
  return method === "GET" && /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);
}
