import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A proxy in front of both clouds that repeats the request in its error pages. */
export interface EchoingProxy {
  readonly url: string;
  close(): void;
}

/** @param respond the status and body for a request */
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

/** The header, its decoded value and the body, each also in the forms that a log or a page uses. */
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
