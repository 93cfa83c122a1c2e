import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { until } from "../stack/until.js";
import { KEYS, RtpSender, TELEPHONE_EVENT } from "./rtp-sender.js";
import { decodeMuLaw, encodeMuLaw } from "./mu-law.js";
import { loudness, shareAt, sine } from "./tone.js";

/** G.711's samples per second. */
const RATE = 8_000;
const RTP_HEADER = 12;
const PCMU = 0;
/** Below this level, audio counts as silence. */
const QUIET = 200;
/** Codecs keep at least this share of a pure tone in its packet. */
const CLEARLY = 0.8;
/** How many of the latest packets are analyzed, and how many of them must contain the same tone. */
const LISTENED = 20;
const AGREEING = 12;

/** A phone's audio: a UDP port for RTP with G.711 μ-law. */
export class MediaPort {
  readonly port: number;
  readonly #socket: Socket;
  readonly #packets: { readonly at: number; readonly samples: Int16Array }[] = [];
  /** Keys by the timestamp that their packets share. */
  readonly #keys = new Map<number, string>();
  #sender: RtpSender | undefined;

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

  /** The port's SDP offer or answer. */
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

  /** When the first packet arrived, by `performance.now()`; undefined if none has. */
  get firstPacketAt(): number | undefined {
    return this.#packets[0]?.at;
  }

  /** When the first packet with sound arrived. */
  get firstSoundAt(): number | undefined {
    return this.#packets.find(({ samples }) => loudness(samples) > QUIET)?.at;
  }

  /** The keys that the peer has pressed. */
  get keys(): string {
    return [...this.#keys.values()].join("");
  }

  /**
   * Which of these tones is in the latest 400 ms of sound; undefined for silence or another tone. Each packet is
   * analyzed on its own, because a busy machine drops some, and a tone is not continuous across a gap.
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

  /** Waits for a period of silence. @returns when the last sound arrived, by `performance.now()` */
  async hushed(quietMs = 700, forMs = 30_000): Promise<number> {
    const lastSound = () => this.#packets.findLast(({ samples }) => loudness(samples) > QUIET)?.at ?? 0;
    const isQuiet = () => performance.now() - lastSound() > quietMs;
    await until(`silence of ${quietMs} ms`, isQuiet, { forMs });
    return lastSound();
  }

  /** Clears the audio received so far. */
  forget(): void {
    this.#packets.length = 0;
  }

  /** Starts to send to the address in an SDP. */
  connect(sdp: string): void {
    const host = /^c=IN IP4 (\S+)/m.exec(sdp)?.[1] ?? "127.0.0.1";
    const port = Number(/^m=audio (\d+)/m.exec(sdp)?.[1]);
    this.#sender ??= new RtpSender(this.#socket, { host, port }, this.port);
  }

  /** Plays a tone, and waits until it ends. */
  async speak(frequency: number, ms: number): Promise<void> {
    if (!this.#sender) throw new Error("nobody has answered");
    await this.#sender.say(encodeMuLaw(sine(frequency, ms, RATE)));
  }

  /** Presses a key: 0 to 9, `*`, `#`, A to D. */
  async press(key: string): Promise<void> {
    if (!this.#sender) throw new Error("nobody has answered");
    await this.#sender.press(key);
  }

  close(): void {
    this.#sender?.close();
    this.#socket.close();
  }

  #loud(): Int16Array[] {
    return this.#packets.map(({ samples }) => samples).filter((samples) => loudness(samples) > QUIET);
  }
}
