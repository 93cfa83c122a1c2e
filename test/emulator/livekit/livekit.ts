import { Hono } from "hono";
import { type Call, type Cloud, type CloudParts, type Env, listen, record } from "../cloud.js";
import { Faults } from "../faults.js";
import { authenticate, RefusedTokenError } from "./auth.js";
import type { Release } from "./release.js";
import { operationOf, route } from "./router.js";
import { services } from "./services.js";
import { LiveKitStore } from "./store.js";
import { GoError, PsrpcError, TwirpError, toTwirpError } from "./twirp.js";

/** The emulator's default API key. */
export const API_KEY = "devkey";
/** The secret of that key. */
export const API_SECRET = "emulator-secret-of-at-least-32-characters";

/** LiveKit's options; all have defaults. */
export interface LiveKitOptions {
  /** @default a free port */
  readonly port?: number;
  /** @default API_KEY */
  readonly apiKey?: string;
  /** @default API_SECRET */
  readonly apiSecret?: string;
  /** The release of livekit-server. @default "1.13.5" */
  readonly release?: Release;
}

/** The emulated LiveKit project, with the environment that points an SDK at it. */
export type LiveKit = Cloud<LiveKitStore> & {
  readonly env: Readonly<Record<"LIVEKIT_URL" | "LIVEKIT_API_KEY" | "LIVEKIT_API_SECRET", string>>;
};

/** LiveKit's parts without a listening server: tests call `app` in process. */
export function livekitParts(options: Omit<LiveKitOptions, "port"> = {}): CloudParts<LiveKitStore> {
  const { apiKey = API_KEY, apiSecret = API_SECRET, release } = options;
  const store = new LiveKitStore(release);
  const calls: Call[] = [];
  const faults = new Faults();
  const rpcs = services(store);
  const refusal = (status: number) => refusalOf(status, store.release);

  const app = new Hono<Env>();
  app.use(record(calls, faults, (c) => operationOf(c.req), refusal));
  app.all("*", (c) => route(c.req, authenticate(c.req, { apiKey, apiSecret }), rpcs));
  app.onError((error) => {
    if (error instanceof RefusedTokenError) return error.toResponse();
    if (error instanceof TwirpError || error instanceof GoError) return toTwirpError(error, store.release).toResponse();
    return new Response(`the emulator failed: ${error.stack}`, { status: 500 });
  });
  return { app, store, calls, faults, seed: () => store.clear(), refuse: refusal };
}

/**
 * Starts LiveKit on loopback: the SIP and room APIs of a self-hosted livekit-server with redis.
 *
 * @example
 * const livekit = await startLiveKit();
 * const sip = new SipClient(livekit.url, API_KEY, API_SECRET);
 */
export async function startLiveKit(options: LiveKitOptions = {}): Promise<LiveKit> {
  const { port, apiKey = API_KEY, apiSecret = API_SECRET, ...rest } = options;
  const cloud = await listen(livekitParts({ ...rest, apiKey, apiSecret }), port);
  const env = { LIVEKIT_URL: cloud.url.replace(/^http/, "ws"), LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret };
  return { ...cloud, env };
}

/** The answer to a call that meets a fault. The proxy in front of a server, not LiveKit, answers 502: not JSON. */
function refusalOf(status: number, release: Release): Response {
  switch (status) {
    case 429:
      return new TwirpError("resource_exhausted", "too many requests").toResponse();
    case 500:
      return new TwirpError("internal", "internal error").toResponse();
    case 503:
      return toTwirpError(new PsrpcError("unavailable", "no response from servers"), release).toResponse();
    default:
      return new Response("Bad Gateway", { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
  }
}
