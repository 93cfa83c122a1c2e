import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A call of LiveKit's API as it arrived. */
export interface ApiCall {
  readonly method: string;
  readonly body: Record<string, unknown>;
}

/** What the fake says to a method: an answer, or an error as Twirp writes one. */
export interface Answer {
  readonly body?: object;
  readonly status?: number;
  readonly afterMs?: number;
}

/** A scripted LiveKit HTTP API; every call is recorded. */
export class FakeLiveKit {
  readonly calls: ApiCall[] = [];
  /** The responses of each method; the last of several stays. */
  answers: Readonly<Record<string, Answer | readonly Answer[]>> = {};
  readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", () => {
        const method = (request.url ?? "").replace(/^.*\//, "");
        const text = Buffer.concat(chunks).toString();
        this.calls.push({ method, body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>) });
        const { body = {}, status = 200, afterMs = 0 } = this.#answerTo(method);
        setTimeout(
          () => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)),
          afterMs,
        );
      });
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  clear(): void {
    this.calls.length = 0;
    this.answers = {};
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  #answerTo(method: string): Answer {
    const answers = [this.answers[method] ?? {}].flat();
    return answers[Math.min(this.methods.filter((called) => called === method).length, answers.length) - 1] ?? {};
  }

  /** The names of the called methods. */
  get methods(): string[] {
    return this.calls.map(({ method }) => method);
  }
}
