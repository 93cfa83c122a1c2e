import { request as plain, type RequestOptions } from "node:http";
import { request as encrypted } from "node:https";
import { text } from "node:stream/consumers";

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  /** What `Retry-After` says, if it is there. */
  readonly retryAfter: string | undefined;
  readonly text: string;
}

/**
 * Posts a text and reads the whole answer. By Node's own client: `fetch` compiles a parser of its
 * own first, 30 MB for the dozen calls of a run.
 *
 * @throws Error if there is no whole answer within `timeoutMs`
 */
export async function post(url: URL, headers: Readonly<Record<string, string>>, body: string, timeoutMs: number): Promise<Answer> {
  const options: RequestOptions = { method: "POST", headers: { ...headers, "Content-Length": Buffer.byteLength(body) }, signal: AbortSignal.timeout(timeoutMs) };
  return new Promise((resolve, reject) => {
    const call = (url.protocol === "https:" ? encrypted : plain)(url, options, (response) => {
      const { statusCode = 0, statusMessage = "", headers } = response;
      text(response).then((answer) => resolve({ status: statusCode, statusText: statusMessage, retryAfter: headers["retry-after"], text: answer }), reject);
    });
    call.on("error", reject).end(body);
  });
}
