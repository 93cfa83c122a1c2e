import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A web service of one's own, on loopback, that writes down what it was sent. */
export class Receiver {
  readonly got: { readonly headers: IncomingMessage["headers"]; readonly body: string }[] = [];
  /** How it answers. @default 204 */
  answer: (response: ServerResponse, body: string) => void = (response) => void response.writeHead(204).end();
  port = 0;
  #server: Server | undefined;

  /** Listens, on the same port as before if it did. */
  async open(): Promise<void> {
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => {
        this.got.push({ headers: request.headers, body });
        this.answer(response, body);
      });
    });
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Goes away. */
  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  /** Answers with this status, and nothing else. */
  refuse(status: number): void {
    this.answer = (response) => void response.writeHead(status).end();
  }

  /** The keys of what it was sent. */
  get keys(): unknown[] {
    return this.got.map(({ headers }) => headers["idempotency-key"]);
  }
}
