import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { AgentSession } from "@livekit/protocol";

const RATE = 48_000;
const FRAME = RATE / 100;

/**
 * The other end of `console --connect-addr`: a caller who plays silence and tones, and listens. The whole voice loop
 * runs on it, without LiveKit.
 */
export class ConsoleBroker {
  /** The transcript, with speakers. */
  readonly said: string[] = [];
  /** Milliseconds of the agent's audio above silence. */
  heardMs = 0;
  /** The loudest frequency of the latest audio, in hertz. */
  hertz = 0;
  #socket: Socket | undefined;
  #toneMs = 0;
  #ticker: NodeJS.Timeout | undefined;
  readonly #server = createServer((socket) => this.#talk(socket));

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The caller speaks for this long. */
  speak(milliseconds: number): void {
    this.#toneMs = milliseconds;
  }

  close(): void {
    clearInterval(this.#ticker);
    this.#socket?.destroy();
    this.#server.close();
  }

  #talk(socket: Socket): void {
    this.#socket = socket;
    let buffered = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (data) => {
      buffered = Buffer.concat([buffered, data]);
      while (buffered.length >= 4 && buffered.length >= 4 + buffered.readUInt32BE()) {
        const end = 4 + buffered.readUInt32BE();
        this.#hear(AgentSession.AgentSessionMessage.fromBinary(new Uint8Array(buffered.subarray(4, end))));
        buffered = buffered.subarray(end);
      }
    });
    this.#ticker = setInterval(() => this.#send({ case: "audioInput", value: this.#frame() }), 10);
  }

  #frame() {
    const isLoud = this.#toneMs > 0;
    this.#toneMs -= 10;
    const samples = Int16Array.from({ length: FRAME }, (_, at) =>
      isLoud ? 8000 * Math.sin((2 * Math.PI * 300 * at) / RATE) : 0,
    );
    return new AgentSession.AgentSessionMessage_ConsoleIO_AudioFrame({
      data: new Uint8Array(samples.buffer),
      sampleRate: RATE,
      numChannels: 1,
      samplesPerChannel: FRAME,
    });
  }

  #hear({ message }: AgentSession.AgentSessionMessage): void {
    if (message.case === "audioOutput") this.#listen(message.value.data);
    else if (message.case === "audioPlaybackFlush")
      this.#send({
        case: "audioPlaybackFinished",
        value: new AgentSession.AgentSessionMessage_ConsoleIO_AudioPlaybackFinished(),
      });
    else if (message.case === "event" && message.value.event.case === "conversationItemAdded") {
      const item = message.value.event.value.item?.item;
      if (item?.case === "message")
        this.said.push(item.value.content.map(({ payload }) => String(payload.value ?? "")).join(""));
    }
  }

  #listen(data: Uint8Array): void {
    const samples = new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
    const crossings = samples.filter((sample, at) => at > 0 && sample >= 0 !== (samples[at - 1] ?? 0) >= 0).length;
    if (!samples.some((sample) => Math.abs(sample) > 1000)) return;
    this.heardMs += (1000 * samples.length) / RATE;
    this.hertz = (crossings * RATE) / (2 * samples.length);
  }

  #send(message: NonNullable<ConstructorParameters<typeof AgentSession.AgentSessionMessage>[0]>["message"]): void {
    const body = Buffer.from(
      new AgentSession.AgentSessionMessage({ message } as ConstructorParameters<
        typeof AgentSession.AgentSessionMessage
      >[0]).toBinary(),
    );
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    this.#socket?.write(Buffer.concat([length, body]));
  }
}
