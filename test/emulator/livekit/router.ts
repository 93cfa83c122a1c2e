import type { HonoRequest } from "hono";
import { quote } from "./quote.js";
import { pathOf } from "./request-path.js";
import { badRoute, type Service } from "./rpc.js";
import type { Grants } from "./token.js";
import { TwirpError } from "./twirp.js";

/** The parts of the server besides Twirp that the emulator does not imitate: signaling, agent workers, WHIP. */
const elsewhere = /^\/(rtc|agent|whip)(\/|$)/;

/** Answers an allowed request, as livekit-server's mux and its Twirp services do. */
export async function route(
  request: HonoRequest,
  grants: Grants,
  services: Readonly<Record<string, Service>>,
): Promise<Response> {
  const path = pathOf(request);
  if (path.includes("//")) return redirect(path.replace(/\/+/g, "/"));
  if (path === "/") return text(200, "OK");
  if (elsewhere.test(path)) throw new TwirpError("unimplemented", `the emulator does not imitate ${path}`);
  const [, name = "", method] = /^\/twirp\/livekit\.(\w+)(?:\/(.*))?$/s.exec(path) ?? [];
  const service = Object.hasOwn(services, name) ? services[name] : undefined;
  if (!service) return text(404, "404 page not found\n");
  if (method === undefined) return redirect(`${path}/`);
  if (request.method !== "POST") {
    throw badRoute(`unsupported method ${quote(request.method)} (only POST is allowed)`, request);
  }
  const rpc = Object.hasOwn(service, method) ? service[method] : undefined;
  if (!rpc) throw badRoute(`no handler for path ${quote(path)}`, request);
  return rpc(request, grants);
}

/** A request's name in the call log: its method's, or `GET /` and the like. */
export function operationOf(request: HonoRequest): string {
  const path = pathOf(request);
  return path.startsWith("/twirp/") ? path.slice(path.lastIndexOf("/") + 1) : `${request.method} ${path}`;
}

function redirect(path: string): Response {
  return new Response(null, { status: 307, headers: { Location: path } });
}

function text(status: number, body: string): Response {
  return new Response(body, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
