import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A proxy between a worker and LiveKit that can cut or stall the worker's own connection without affecting others. */
export class CutProxy {
  readonly #target: { host: string; port: number };
  readonly #workers = new Map<Socket, Socket>();
  readonly #sockets = new Set<Socket>();
  #isCut = false;
  #isStalled = false;
  readonly #server = createServer((socket) => this.#pass(socket));

  /** @param url LiveKit's address, such as ws://127.0.0.1:7880 */
  constructor(url: string) {
    const { hostname: host, port } = new URL(url);
    this.#target = { host, port: Number(port) };
  }

  /** @returns the address to give to the worker */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Cuts the worker's connection, and refuses new ones. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#workers.keys()) socket.destroy();
  }

  /** Forwards nothing more on the worker's connection or a new one, and closes neither. */
  stall(): void {
    this.#isStalled = true;
    for (const [socket, target] of this.#workers) {
      socket.unpipe(target).resume();
      target.unpipe(socket).resume();
    }
  }

  /** Lets the worker connect again. A stalled connection stays dead. */
  restore(): void {
    this.#isCut = false;
    this.#isStalled = false;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #pass(socket: Socket): void {
    this.#keep(socket);
    socket.once("data", (first: Buffer) => {
      const isWorker = first.toString("latin1").startsWith("GET /agent");
      if (isWorker && this.#isCut) return void socket.destroy();
      if (isWorker && this.#isStalled) return void socket.resume();
      const target = connect(this.#target, () => target.write(first));
      if (isWorker) this.#workers.set(socket, target);
      this.#keep(target);
      socket.pipe(target).pipe(socket);
      socket.once("close", () => {
        this.#workers.delete(socket);
        target.destroy();
      });
      target.once("close", () => socket.destroy());
    });
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => {}).once("close", () => this.#sockets.delete(socket));
  }
}
