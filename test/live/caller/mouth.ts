import type { Socket } from "node:dgram";
import { until } from "../stack/until.js";

const PACKET_BYTES = 160;
const PACKET_MS = 20;
const HEADER = 12;
/** Silence in μ-law. */
const SILENCE = new Uint8Array(PACKET_BYTES).fill(0xff);

/**
 * Sends RTP of G.711 μ-law without a pause, as a phone does: LiveKit hangs up on one that sends nothing for 30 s.
 * It is silence, unless there is something to say.
 */
export class Mouth {
  readonly #timer: NodeJS.Timeout;
  #waiting: Uint8Array[] = [];

  /** @param source tells this stream from others */
  constructor(socket: Socket, to: { readonly host: string; readonly port: number }, source: number) {
    const started = performance.now();
    let sent = 0;
    this.#timer = setInterval(() => {
      // By the clock, for a timer is always a little late.
      for (; sent * PACKET_MS <= performance.now() - started; sent++) {
        socket.send(packet(sent, source, this.#waiting.shift() ?? SILENCE), to.port, to.host);
      }
    }, PACKET_MS);
  }

  /** Says something, and waits until it is said. */
  async say(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at + PACKET_BYTES <= bytes.length; at += PACKET_BYTES) {
      this.#waiting.push(bytes.subarray(at, at + PACKET_BYTES));
    }
    const forMs = this.#waiting.length * PACKET_MS * 2 + 1_000;
    await until("all is said", () => this.#waiting.length === 0, { forMs, everyMs: PACKET_MS });
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

function packet(sequence: number, source: number, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeUInt8(0x80, 0);
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE((sequence * payload.length) >>> 0, 4);
  header.writeUInt32BE(source, 8);
  return Buffer.concat([header, payload]);
}
