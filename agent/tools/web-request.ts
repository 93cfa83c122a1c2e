import { lookup as resolveName } from "node:dns";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { ACCEPTED_CODINGS, decompressed, textOf } from "./answer-text.js";
import { isPrivateAddress, PrivateAddressError, publicLookup } from "./private-address.js";

/** The longest answer that a model is given, in bytes, before and after it is decompressed. */
export const LONGEST_ANSWER = 65_536;

/** A call to a web service. */
export interface WebRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  /** Ends the call, at whatever point it is. */
  readonly signal: AbortSignal;
  /** Whether it may go to addresses inside a network. */
  readonly allowPrivate: boolean;
  /** How names become addresses. @default the system's way */
  readonly lookup?: LookupFunction;
}

/** What the service said. */
export interface WebAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** The answer was longer than {@link LONGEST_ANSWER}. */
export class AnswerTooLongError extends Error {
  constructor() {
    super(`the answer is longer than ${LONGEST_ANSWER} bytes`);
    this.name = "AnswerTooLongError";
  }
}

/**
 * Calls a web service, once: what failed may have been done. Redirects are handed back as they are, and no proxy is used.
 *
 * @throws PrivateAddressError, AnswerTooLongError, UnreadableAnswerError, and what Node throws
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
 * Sends a request and waits for the head of its answer.
 *
 * @throws PrivateAddressError, and what Node throws
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
  // An address is not looked up.
  if (!allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw new PrivateAddressError(host, host);
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  // With a body that is text, Node sends the headers in its encoding.
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
    // Leaving the loop destroys the connection: nobody sends us the rest.
    if (length > LONGEST_ANSWER) throw new AnswerTooLongError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
