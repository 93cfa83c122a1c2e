import { Readable, Transform } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { deadline } from "./deadline.js";
import { openWeb, type WebRequest } from "./web-request.js";

/** The longest answer that is read, in bytes. */
const LONGEST_ANSWER = 1_048_576;
/** Answers that have no body, in `fetch`. */
const BODILESS = [204, 205, 304];

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** Where a fetch may go, and for how long. */
interface Guard extends Pick<WebRequest, "allowPrivate" | "lookup"> {
  /** The only origin that it calls, a redirect's too. */
  readonly origin: string;
  /** Longest time from the request to the end of its answer. */
  readonly milliseconds: number;
}

/** A `fetch` that goes where an HTTP tool may go and nowhere else. Redirects are handed back as they are. */
export function guardedFetch({ origin, milliseconds, ...guard }: Guard): Fetch {
  return async (address, init = {}) => {
    const url = new URL(address);
    if (url.origin !== origin) throw new Error(`${url.origin} is not ${origin}, and only that is called`);
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

/** The bytes of an answer, until it is too long. */
function streamOf(answer: Readable): globalThis.ReadableStream {
  let length = 0;
  const bounded = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      length += chunk.length;
      if (length > LONGEST_ANSWER) done(new Error(`the answer is longer than ${LONGEST_ANSWER} bytes`));
      else done(null, chunk);
    },
  });
  answer.on("error", (error) => bounded.destroy(error));
  bounded.on("close", () => answer.destroy());
  return Readable.toWeb(answer.pipe(bounded)) as ReadableStream as globalThis.ReadableStream;
}
