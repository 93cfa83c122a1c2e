import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";

/** The state of a worker. */
export interface Health {
  /** Whether it is registered with LiveKit, which then sends it calls. */
  readonly registered: boolean;
  /** Why it is not registered. */
  readonly problem?: string;
  /** Whether it accepts no new calls and waits for the active ones. */
  readonly draining: boolean;
  readonly agentName: string;
  readonly activeCalls: number;
  readonly maxCalls: number;
  readonly table: {
    /** Version of the contract. */
    readonly version: number;
    readonly agents: number;
    readonly numbers: number;
    readonly loadedAt: string;
    /** Why the newest table is invalid and the last valid one is used. */
    readonly problem?: string;
  };
}

/**
 * Serves a worker's health as JSON at `GET /`: 200 if it is registered, or else 503. `GET /live` returns 200 as long as
 * the process responds: restarting a worker because LiveKit is unavailable would drop active calls.
 *
 * @returns the listening server
 */
export async function serveHealth(health: () => Promise<Health>, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method === "GET" && request.url === "/live") return send(response, 200, { live: true });
    if (request.method !== "GET" || !/^\/(health)?$/.test(request.url ?? "")) return void response.writeHead(404).end();
    health().then(
      (state) => send(response, state.registered ? 200 : 503, state),
      (error: unknown) => send(response, 503, { registered: false, problem: String(error) }),
    );
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, resolve));
  return server;
}

/** An unused port. */
export async function freePort(): Promise<number> {
  const server = createSocketServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The problem that the health endpoint of @livekit/agents reports; undefined if it is healthy. */
export async function problemOf(port: number): Promise<string | undefined> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) });
    return answer.ok ? undefined : await answer.text();
  } catch {
    return "the worker is starting";
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
