import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { log } from "@livekit/agents";

/** Ping interval, in milliseconds, and the number of missed responses after which the connection is closed. */
const BEAT_MS = 5_000;
const MAX_MISSED = 3;
/** Node's diagnostics channel for outgoing HTTP requests. A WebSocket starts as one. */
const REQUESTS = "http.client.request.start";
/** A ping of RFC 6455 without a payload, masked with zeros. */
const PING = Buffer.from([0x89, 0x80, 0, 0, 0, 0]);

/**
 * Closes the worker's connection to LiveKit if nothing is received on it. A connection can be dead without being closed,
 * and LiveKit's worker would wait for it forever; once it is closed, the worker reconnects. The worker's process opens no
 * other WebSocket, because calls run in separate processes.
 */
export class Heartbeat {
  readonly #beatMs: number;
  #timer: NodeJS.Timeout | undefined;
  #socket: Socket | undefined;
  #isOpen = false;
  #read = 0;
  #missed = 0;

  constructor(beatMs = BEAT_MS) {
    this.#beatMs = beatMs;
  }

  /** Starts watching new connections. */
  start(): void {
    subscribe(REQUESTS, this.#onRequest);
    this.#timer = setInterval(() => this.#beat(), this.#beatMs).unref();
  }

  /** Stops watching. */
  close(): void {
    unsubscribe(REQUESTS, this.#onRequest);
    clearInterval(this.#timer);
  }

  readonly #onRequest = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    if (request.getHeader("upgrade") !== "websocket" || !request.socket) return;
    this.#socket = request.socket;
    [this.#isOpen, this.#read, this.#missed] = [false, 0, 0];
    request.once("upgrade", () => (this.#isOpen = true));
  };

  // Counts pings rather than time: data that arrived while the process was suspended is read between two pings.
  #beat(): void {
    const socket = this.#socket;
    if (socket === undefined || socket.destroyed) return;
    this.#missed = socket.bytesRead > this.#read ? 0 : this.#missed + 1;
    this.#read = socket.bytesRead;
    if (this.#missed < MAX_MISSED) return void (this.#isOpen && socket.write(PING));
    const silentSeconds = (this.#missed * this.#beatMs) / 1000;
    log().warn({ silentSeconds }, "LiveKit does not respond on the worker's connection; reconnecting");
    socket.destroy();
  }
}
