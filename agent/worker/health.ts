import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";

/** What a worker says about itself. */
export interface Health {
  /** Whether LiveKit sends it calls. */
  readonly registered: boolean;
  /** Why not. */
  readonly problem?: string;
  /** Whether it takes no more calls, and waits for those it has. */
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
    /** Why a newer table is not used. */
    readonly problem?: string;
  };
}

/**
 * Answers `GET /` with a worker's health as JSON: 200 while it is registered, 503 while it is not. `GET /live` is 200
 * as long as the process answers at all: to restart a worker because LiveKit is away would cut the calls that go on.
 *
 * @returns the server, listening
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

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createSocketServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What a server of @livekit/agents on loopback says of itself; nothing when it is well. */
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
