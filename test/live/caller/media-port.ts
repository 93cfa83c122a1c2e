import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { until } from "../stack/until.js";
import { KEYS, Mouth, TELEPHONE_EVENT } from "./mouth.js";
import { decodeMuLaw, encodeMuLaw } from "./mu-law.js";
import { loudness, shareAt, sine } from "./tone.js";

/** Samples a second of G.711. */
const RATE = 8_000;
const RTP_HEADER = 12;
const PCMU = 0;
/** Below it nobody would call it a sound. */
const QUIET = 200;
/** Of a packet that is nothing but a tone, codecs leave at least so much in its place. */
const CLEARLY = 0.8;
/** How many of the latest packets are listened to, and how many of them must hold the same tone. */
const LISTENED = 20;
const AGREEING = 12;

/** A phone's ear and mouth: a UDP port for RTP, G.711 μ-law. */
export class MediaPort {
  readonly port: number;
  readonly #socket: Socket;
  readonly #packets: { readonly at: number; readonly samples: Int16Array }[] = [];
  /** Keys by the time that their packets have in common. */
  readonly #keys = new Map<number, string>();
  #mouth: Mouth | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.port = socket.address().port;
    socket.on("message", (packet) => {
      const type = packet.readUInt8(1) & 0x7f;
      if (type === TELEPHONE_EVENT) this.#keys.set(packet.readUInt32BE(4), KEYS.charAt(packet.readUInt8(RTP_HEADER)));
      if (type !== PCMU) return;
      this.#packets.push({ at: performance.now(), samples: decodeMuLaw(packet.subarray(RTP_HEADER)) });
    });
  }

  static async open(): Promise<MediaPort> {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    return new MediaPort(socket);
  }

  /** What the port offers or answers in SDP. */
  get sdp(): string {
    const lines = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0"];
    return [
      ...lines,
      `m=audio ${this.port} RTP/AVP ${PCMU} ${TELEPHONE_EVENT}`,
      `a=rtpmap:${PCMU} PCMU/${RATE}`,
      `a=rtpmap:${TELEPHONE_EVENT} telephone-event/${RATE}`,
      `a=fmtp:${TELEPHONE_EVENT} 0-15`,
      "a=sendrecv",
      "",
    ].join("\r\n");
  }

  /** When the first packet came, in the clock of `performance.now()`; undefined if none did. */
  get firstPacketAt(): number | undefined {
    return this.#packets[0]?.at;
  }

  /** When the first packet came that was not silent. */
  get firstSoundAt(): number | undefined {
    return this.#packets.find(({ samples }) => loudness(samples) > QUIET)?.at;
  }

  /** The keys that the other side has pressed. */
  get keys(): string {
    return [...this.#keys.values()].join("");
  }

  /**
   * Which of these tones is heard in the latest 400 ms of sound; undefined if it is none of them, or all was silent.
   * Each packet is listened to by itself, for a busy machine drops some, and a tone does not go on over a gap.
   */
  tone(frequencies: readonly number[]): number | undefined {
    const latest = this.#loud().slice(-LISTENED);
    const holds = (frequency: number) => latest.filter((samples) => shareAt(frequency, samples, RATE) > CLEARLY).length;
    return frequencies.find((frequency) => holds(frequency) >= AGREEING);
  }

  /** Waits until one of these tones is heard. */
  async hears(frequencies: readonly number[], forMs = 30_000): Promise<number> {
    return until(`a tone of ${frequencies.join(", ")} Hz`, () => this.tone(frequencies), { forMs });
  }

  /** Waits until nothing was heard for a while. @returns when the last sound came, in the clock of `performance.now()` */
  async hushed(quietMs = 700, forMs = 30_000): Promise<number> {
    const lastSound = () => this.#packets.findLast(({ samples }) => loudness(samples) > QUIET)?.at ?? 0;
    const isQuiet = () => performance.now() - lastSound() > quietMs;
    await until(`silence of ${quietMs} ms`, isQuiet, { forMs });
    return lastSound();
  }

  /** Forgets what was heard so far. */
  forget(): void {
    this.#packets.length = 0;
  }

  /** Begins to send to where an SDP says that the other side listens. */
  connect(sdp: string): void {
    const host = /^c=IN IP4 (\S+)/m.exec(sdp)?.[1] ?? "127.0.0.1";
    const port = Number(/^m=audio (\d+)/m.exec(sdp)?.[1]);
    this.#mouth ??= new Mouth(this.#socket, { host, port }, this.port);
  }

  /** Speaks a tone, and waits until it is spoken. */
  async speak(frequency: number, ms: number): Promise<void> {
    if (!this.#mouth) throw new Error("nobody has answered");
    await this.#mouth.say(encodeMuLaw(sine(frequency, ms, RATE)));
  }

  /** Presses a key: 0 to 9, `*`, `#`, A to D. */
  async press(key: string): Promise<void> {
    if (!this.#mouth) throw new Error("nobody has answered");
    await this.#mouth.press(key);
  }

  close(): void {
    this.#mouth?.close();
    this.#socket.close();
  }

  #loud(): Int16Array[] {
    return this.#packets.map(({ samples }) => samples).filter((samples) => loudness(samples) > QUIET);
  }
}
