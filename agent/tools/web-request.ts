import { lookup as resolveName } from "node:dns";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPrivateAddress, PrivateAddressError, publicLookup } from "./private-address.js";

/** The longest answer that a model is given, in bytes. */
export const LONGEST_ANSWER = 65_536;

/** A call to a web service. */
export interface WebRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
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
 * Calls a web service, once. Redirects are handed back as they are, and no proxy is used.
 *
 * @throws PrivateAddressError, AnswerTooLongError, and what Node throws
 */
export async function callWeb({
  url,
  method,
  headers,
  body,
  signal,
  allowPrivate,
  lookup = resolveName as LookupFunction,
}: WebRequest): Promise<WebAnswer> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // An address is not looked up.
  if (!allowPrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw new PrivateAddressError(host, host);
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const options = {
    method,
    headers: { ...headers, ...length },
    signal,
    lookup: allowPrivate ? lookup : publicLookup(lookup),
    agent: false as const,
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, options, resolve).on("error", reject).end(body);
  });
  return { status: response.statusCode ?? 0, type: response.headers["content-type"] ?? "", text: await read(response) };
}

async function read(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Leaving the loop destroys the connection: nobody sends us the rest.
    if (length > LONGEST_ANSWER) throw new AnswerTooLongError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
