import type { Socket } from "node:dgram";
import { until } from "../stack/until.js";

const PACKET_BYTES = 160;
const PACKET_MS = 20;
const HEADER = 12;
/** Payload types: G.711 μ-law, and keys (RFC 4733) as in the phone's SDP offer. */
const PCMU = 0;
export const TELEPHONE_EVENT = 101;
/** A key lasts eight packets; the last one, which marks its end, is sent three times. */
const [HELD, ENDS] = [8, 3];
/** Keys in the order of their event codes. */
export const KEYS = "0123456789*#ABCD";
const VOLUME = 10;
const END_OF_EVENT = 0x80;

/** The payload of one packet. */
interface Load {
  readonly payload: Uint8Array;
  readonly type: number;
  /** How many packets ago it began; the packets of one key share a timestamp. */
  readonly since: number;
}

const SILENCE: Load = { payload: new Uint8Array(PACKET_BYTES).fill(0xff), type: PCMU, since: 0 };

/**
 * Sends RTP with G.711 μ-law and keys without a pause, as a phone does, because LiveKit hangs up after 30 s without
 * RTP. It sends silence unless there is something to play.
 */
export class RtpSender {
  readonly #timer: NodeJS.Timeout;
  #waiting: Load[] = [];

  /** @param source the SSRC of this stream */
  constructor(socket: Socket, to: { readonly host: string; readonly port: number }, source: number) {
    const started = performance.now();
    let sent = 0;
    this.#timer = setInterval(() => {
      // Paced by the clock, because timers fire slightly late.
      for (; sent * PACKET_MS <= performance.now() - started; sent++) {
        socket.send(packet(sent, source, this.#waiting.shift() ?? SILENCE), to.port, to.host);
      }
    }, PACKET_MS);
  }

  /** Plays audio, and waits until it ends. */
  async say(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at + PACKET_BYTES <= bytes.length; at += PACKET_BYTES) {
      this.#waiting.push({ payload: bytes.subarray(at, at + PACKET_BYTES), type: PCMU, since: 0 });
    }
    await this.#isSaid();
  }

  /** Presses a key, and waits until it is released. */
  async press(key: string): Promise<void> {
    for (let since = 0; since < HELD + ENDS - 1; since++) {
      const isEnd = since >= HELD - 1;
      const payload = Buffer.from([KEYS.indexOf(key), VOLUME | (isEnd ? END_OF_EVENT : 0), 0, 0]);
      payload.writeUInt16BE(Math.min(since + 1, HELD) * PACKET_BYTES, 2);
      this.#waiting.push({ payload, type: TELEPHONE_EVENT, since });
    }
    await this.#isSaid();
  }

  async #isSaid(): Promise<void> {
    const forMs = this.#waiting.length * PACKET_MS * 2 + 1_000;
    await until("all is said", () => this.#waiting.length === 0, { forMs, everyMs: PACKET_MS });
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

function packet(sequence: number, source: number, { payload, type, since }: Load): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeUInt8(0x80, 0);
  header.writeUInt8(type === TELEPHONE_EVENT && since === 0 ? type | 0x80 : type, 1);
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE(((sequence - since) * PACKET_BYTES) >>> 0, 4);
  header.writeUInt32BE(source, 8);
  return Buffer.concat([header, payload]);
}
