import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type HttpBindings, serve } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, Hono, MiddlewareHandler } from "hono";
import type { Faults } from "./faults.js";

/**
 * What Hono's context holds for a request: Node's own objects, the operation that answers it, and how far its lists
 * lag.
 */
export interface Env {
  Bindings: HttpBindings;
  Variables: { operation: string; lagMs: number | undefined };
}

/** One request that a cloud answered. */
export interface Call {
  /** The RPC, or the OpenAPI operation: `CreateSIPInboundTrunk`, `CreateTrunk`. */
  readonly operation: string;
  /** HTTP method. */
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** HTTP status of the answer; 0 if the connection was cut without one. */
  readonly status: number;
  /** The request's body as text. */
  readonly request: string;
  /** The answer's body as text. */
  readonly answer: string;
  /** When it arrived, as a position among all arrivals and answers of both clouds. */
  readonly arrived: number;
  /**
   * When it was answered, in the same count: an earlier call was over if its `answered` is less than this one's
   * `arrived`.
   */
  readonly answered: number;
}

/** Arrivals and answers so far: one count for both clouds, so that their calls can be ordered. */
let moments = 0;

/** A cloud that listens on loopback. */
export interface Cloud<Store> {
  /** Base URL, `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** The cloud's objects. Tests assert on them and change them, as a person in the console would. */
  readonly store: Store;
  /** All requests so far, oldest first. */
  readonly calls: Call[];
  /** The planned faults. */
  readonly faults: Faults;
  /** Resets store, calls and faults to the seed. */
  reset(): void;
  /** Stops listening. */
  close(): Promise<void>;
}

/** The parts that make a cloud. */
export interface CloudParts<Store> {
  readonly app: Hono<Env>;
  readonly store: Store;
  readonly calls: Call[];
  readonly faults: Faults;
  /** Resets the store to the seed. */
  readonly seed: () => void;
  /** The answer to a call that meets a fault, in this cloud's format. */
  readonly refuse: (status: number) => Response;
}

/** Starts a cloud on `port`, or on a free port. @throws if the port is taken. */
export async function listen<Store>(parts: CloudParts<Store>, port = 0): Promise<Cloud<Store>> {
  const { app, store, calls, faults, seed } = parts;
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port, overrideGlobalObjects: false }) as Server;
  await new Promise<void>((resolve, reject) => server.once("listening", resolve).once("error", reject));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    calls,
    faults,
    reset: () => {
      calls.length = 0;
      faults.clear();
      seed();
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/**
 * Wraps every route: names the operation, applies a fault to the call, and logs it. `operationOf` names the operation
 * before the request is routed; `refuse` renders an error in this cloud's format.
 */
export function record(
  calls: Call[],
  faults: Faults,
  operationOf: (c: Context<Env>) => string,
  refuse: (status: number) => Response,
): MiddlewareHandler<Env> {
  return async (c, next) => {
    const operation = operationOf(c);
    c.set("operation", operation);
    const arrived = ++moments;
    const { method } = c.req;
    const path = c.req.url.slice(new URL(c.req.url).origin.length);
    // Read as bytes: from a cached string, Hono cannot return the bytes of a protobuf body.
    const request = new TextDecoder().decode(await c.req.arrayBuffer());
    const read = `${method} ${path} ${request}`;
    const note = (status: number, answer: string) => {
      calls.push({ operation, method, path, status, request, answer, arrived, answered: ++moments });
    };
    const cut = () => {
      note(0, "");
      c.env.incoming.socket.destroy();
      // Emptied first: Hono merges a second response into the first.
      c.res = undefined;
      c.res = RESPONSE_ALREADY_SENT;
    };

    const met = faults.take(operation);
    if (met?.kind === "hold") await met.enter();
    const fault = met?.kind === "hold" ? met.then : met;
    if (fault?.kind === "hang") {
      await once(c.env.incoming.socket, "close");
      return cut();
    }
    if (fault?.kind === "lose") return cut();
    if (fault?.kind === "refuse") {
      const refusal = refuse(fault.status);
      if (fault.retryAfterSeconds !== undefined) refusal.headers.set("Retry-After", String(fault.retryAfterSeconds));
      note(refusal.status, await refusal.clone().text());
      return refusal;
    }
    if (fault?.kind === "delay") await sleep(fault.ms);
    c.set("lagMs", fault?.kind === "lag" ? fault.ms : undefined);
    const stale = fault?.kind === "stale" ? faults.lastReads.get(read) : undefined;
    if (stale) {
      const answer = stale();
      note(answer.status, await answer.clone().text());
      return answer;
    }
    await next();
    if (fault?.kind === "drop" || (fault?.kind === "lag" && method !== "GET")) return cut();
    const { status, statusText, headers } = c.res;
    // Read once: a clone of a response is two streams, which would cost more than everything else here.
    const bytes = await c.res.arrayBuffer();
    const again = () => new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers });
    faults.lastReads.set(read, again);
    note(status, new TextDecoder().decode(bytes));
    c.res = undefined;
    c.res = again();
    return undefined;
  };
}
