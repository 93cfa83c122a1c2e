import { lookup as resolveName } from "node:dns";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { ACCEPTED_CODINGS, decompressed, textOf } from "./answer-text.js";
import { isPrivateAddress, PrivateAddressError, publicLookup } from "./private-address.js";

/** Longest response, in bytes, before and after decompression. */
export const LONGEST_ANSWER = 65_536;

/** A request to a web service. */
export interface WebRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  /** Aborts the request. */
  readonly signal: AbortSignal;
  /** Whether private addresses are allowed. */
  readonly allowPrivate: boolean;
  /** DNS lookup. @default the system's resolver */
  readonly lookup?: LookupFunction;
}

/** The response of a web service. */
export interface WebAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** The response was longer than {@link LONGEST_ANSWER}. */
export class AnswerTooLongError extends Error {
  constructor() {
    super(`the answer is longer than ${LONGEST_ANSWER} bytes`);
    this.name = "AnswerTooLongError";
  }
}

/**
 * Sends a request to a web service. It is never retried, because a failed request may have had an effect. Redirects are
 * not followed, and no proxy is used.
 *
 * @throws PrivateAddressError, AnswerTooLongError, UnreadableAnswerError, or Node's error
 */
export async function callWeb({ headers, ...request }: WebRequest): Promise<WebAnswer> {
  const response = await openWeb({ ...request, headers: { "accept-encoding": ACCEPTED_CODINGS, ...headers } });
  const { "content-type": type = "", "content-encoding": encoding = "" } = response.headers;
  const bytes = await read(response);
  const plain = await decompressed(bytes, encoding, LONGEST_ANSWER).catch((error: unknown) => {
    throw error instanceof RangeError ? new AnswerTooLongError() : error;
  });
  return { status: response.statusCode ?? 0, type, text: textOf(plain, type) };
}

/**
 * Sends a request and waits for the response's headers.
 *
 * @throws PrivateAddressError, or Node's error
 */
export async function openWeb({
  url,
  method,
  headers,
  body,
  signal,
  allowPrivate,
  lookup = resolveName as LookupFunction,
}: WebRequest): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // Node does not look up IP addresses, so check them here.
  if (!allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw new PrivateAddressError(host, host);
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  // With a string body, Node would send the headers in the body's encoding.
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const length = bytes && { "content-length": String(bytes.length) };
  const options = {
    method,
    headers: { ...headers, ...length },
    signal,
    lookup: allowPrivate ? lookup : publicLookup(lookup),
    agent: false as const,
  };
  return new Promise((resolve, reject) => {
    request(url, options, resolve).on("error", reject).end(bytes);
  });
}

async function read(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Leaving the loop destroys the connection.
    if (length > LONGEST_ANSWER) throw new AnswerTooLongError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
