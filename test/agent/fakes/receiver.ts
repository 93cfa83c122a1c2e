import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A web service on loopback that records its requests. */
export class Receiver {
  readonly got: { readonly headers: IncomingMessage["headers"]; readonly body: string }[] = [];
  /** Its response. @default 204 */
  answer: (response: ServerResponse, body: string) => void = (response) => void response.writeHead(204).end();
  port = 0;
  #server: Server | undefined;

  /** Listens, on the same port as before if there was one. */
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

  /** Stops listening. */
  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  /** Responds with only this status. */
  refuse(status: number): void {
    this.answer = (response) => void response.writeHead(status).end();
  }

  /** The keys of its requests. */
  get keys(): unknown[] {
    return this.got.map(({ headers }) => headers["idempotency-key"]);
  }
}
