import { Readable, Transform } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { deadline } from "./deadline.js";
import { openWeb, type WebRequest } from "./web-request.js";

/** Longest response, in bytes. */
const LONGEST_ANSWER = 1_048_576;
/** Statuses without a body, in `fetch`. */
const BODILESS = [204, 205, 304];

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** Limits of a fetch. */
interface Guard extends Pick<WebRequest, "allowPrivate" | "lookup"> {
  /** The only origin that may be called. */
  readonly origin: string;
  /** Time limit from the request to the end of the response. */
  readonly milliseconds: number;
}

/** A `fetch` with the restrictions of HTTP tools. It does not follow redirects. */
export function guardedFetch({ origin, milliseconds, ...guard }: Guard): Fetch {
  return async (address, init = {}) => {
    const url = new URL(address);
    if (url.origin !== origin) throw new Error(`${url.origin} is not ${origin}, the only allowed origin`);
    const limit = deadline(milliseconds, init.signal ?? undefined);
    try {
      const answer = await openWeb({
        ...guard,
        url,
        method: init.method ?? "GET",
        headers: { ...Object.fromEntries(new Headers(init.headers)), "accept-encoding": "identity" },
        body: typeof init.body === "string" ? init.body : undefined,
        signal: limit.signal,
      });
      answer.once("close", limit.clear);
      const { statusCode: status = 502, headersDistinct } = answer;
      const headers = new Headers(
        Object.entries(headersDistinct).flatMap(([name, values = []]) =>
          values.map((value): [string, string] => [name, value]),
        ),
      );
      if (BODILESS.includes(status)) answer.resume();
      return new Response(BODILESS.includes(status) ? null : streamOf(answer), { status, headers });
    } catch (error) {
      limit.clear();
      throw error;
    }
  };
}

/** The body of a response, up to the length limit. */
function streamOf(answer: Readable): globalThis.ReadableStream {
  let length = 0;
  const bounded = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      length += chunk.length;
      if (length > LONGEST_ANSWER) done(new Error(`the response is longer than ${LONGEST_ANSWER} bytes`));
      else done(null, chunk);
    },
  });
  answer.on("error", (error) => bounded.destroy(error));
  bounded.on("close", () => answer.destroy());
  return Readable.toWeb(answer.pipe(bounded)) as ReadableStream as globalThis.ReadableStream;
}
