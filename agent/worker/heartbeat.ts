import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { log } from "@livekit/agents";

/** How often LiveKit is asked for a sign of life, in milliseconds, and how many times in a row it may give none. */
const BEAT_MS = 5_000;
const MOST_MISSED = 3;
/** Where Node tells of the HTTP requests of this process. A WebSocket begins as one. */
const REQUESTS = "http.client.request.start";
/** A ping of RFC 6455 without a payload, masked with zeros. */
const PING = Buffer.from([0x89, 0x80, 0, 0, 0, 0]);

/**
 * Cuts the worker's connection to LiveKit when nothing comes back on it. A connection can be dead without having been
 * closed, and LiveKit's own worker would wait on it, or for it to open, without an end; once it is cut, it connects
 * again. The worker's process opens no other WebSocket: calls have processes of their own.
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

  /** Begins; it watches connections that are made from now on. */
  start(): void {
    subscribe(REQUESTS, this.#meet);
    this.#timer = setInterval(() => this.#beat(), this.#beatMs).unref();
  }

  /** Watches no more. */
  close(): void {
    unsubscribe(REQUESTS, this.#meet);
    clearInterval(this.#timer);
  }

  readonly #meet = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    if (request.getHeader("upgrade") !== "websocket" || !request.socket) return;
    this.#socket = request.socket;
    [this.#isOpen, this.#read, this.#missed] = [false, 0, 0];
    request.once("upgrade", () => (this.#isOpen = true));
  };

  // Beats are counted, not seconds: what has come in while the process stood still is read between two beats.
  #beat(): void {
    const socket = this.#socket;
    if (socket === undefined || socket.destroyed) return;
    this.#missed = socket.bytesRead > this.#read ? 0 : this.#missed + 1;
    this.#read = socket.bytesRead;
    if (this.#missed < MOST_MISSED) return void (this.#isOpen && socket.write(PING));
    const silentSeconds = (this.#missed * this.#beatMs) / 1000;
    log().warn({ silentSeconds }, "LiveKit does not answer on the worker's connection; it is cut and made again");
    socket.destroy();
  }
}
