import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A server that stands before both clouds, and repeats in its failures what it was sent. */
export interface EchoingProxy {
  readonly url: string;
  close(): void;
}

/** @param respond what it makes of what it was sent: status and body */
export async function echoingProxy(respond: (sent: string, json: boolean) => [number, string]): Promise<EchoingProxy> {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const [status, said] = respond(everyForm(request, body), /twirp/.test(request.url ?? ""));
      const type = said.startsWith("{") ? "application/json" : "text/plain";
      response.writeHead(status, { "retry-after": "0", "content-type": type }).end(said);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

/** The header, what is in it, the body, and each once more as a log or a page would have it. */
function everyForm({ headers, url }: IncomingMessage, body: string): string {
  const { authorization = "" } = headers;
  const decoded = Buffer.from(authorization.replace(/^\w+ /, ""), "base64").toString();
  const password = /(?:Password=|assword":")([^"&]*)/.exec(body)?.[1] ?? "";
  const plain = [authorization, decoded, body, password, decoded.replace(/^.*:/, "")];
  const base64 = (said: string) => Buffer.from(said).toString("base64");
  const encoded = plain.flatMap((said) => [
    encodeURIComponent(said.replace(/[^ -~]/g, "?")),
    base64(said),
    base64(`x${said}`),
    base64(`xy${said}:z`),
  ]);
  return ["failed to proxy", url, ...plain, ...encoded].join(" ");
}
