import pLimit from "p-limit";
import RequestClient, { type RequestOptions } from "twilio/lib/base/RequestClient.js";
import Twilio from "twilio/lib/rest/Twilio.js";
import { send } from "../http.js";
import { retrying } from "../retry.js";
import { answered, unanswered } from "./answers.js";

/** An answer as the SDK takes it. Its class itself is a CommonJS default, which loaders read differently. */
type Response<T> = Awaited<ReturnType<typeof RequestClient.prototype.request<T>>>;

/** How long one call may take, in milliseconds. */
const TIMEOUT_MS = 15_000;

/** Twilio answers 429 by concurrency, so this many calls are under way at once. */
const AT_ONCE = 8;

/**
 * The official client over a transport of ours: rebased where `base` is given, capped, repeated
 * within bounds, and with errors that carry no credentials. It is imported only when Twilio is
 * called: previews and diffs do without the SDK.
 */
export function connect(user: string, password: string, accountSid: string, base: string | undefined): Twilio {
  const cap = pLimit(AT_ONCE);

  class Transport extends RequestClient {
    // Must be async: a synchronous throw makes the SDK's list() hang for ever.
    override async request<T>(options: RequestOptions<T>) {
      const request = base === undefined ? options : { ...options, uri: rebased(options.uri, base) };
      const attempt = async () =>
        answered(request, await call(request).catch((error: unknown) => unanswered(request, error)));
      return cap(() => retrying(isRepeatable(request), attempt));
    }
  }
  return new Twilio(user, password, { accountSid, httpClient: new Transport() });
}

async function call<T>({
  method,
  uri,
  username,
  password,
  headers,
  params,
  data,
}: RequestOptions<T>): Promise<Response<T>> {
  const url = new URL(uri);
  for (const [name, value] of fields(params)) url.searchParams.append(name, value);
  const answer = await send({
    method: method.toUpperCase(),
    url,
    headers: { ...headers, Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` },
    body: data === undefined ? undefined : new URLSearchParams(fields(data)).toString(),
    timeoutMs: TIMEOUT_MS,
  });
  // The SDK parses an answer that is text.
  return { statusCode: answer.status, body: answer.text, headers: answer.headers } as Response<T>;
}

/** What a form says: a list as several fields of one name, nothing for what was left out. */
function fields(form: unknown): [name: string, value: string][] {
  return Object.entries(form ?? {}).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== undefined)
      .map((item): [string, string] => [name, String(item ?? "")]),
  );
}

/**
 * Whether doing a call twice is the same as doing it once: all but a POST to a collection, save the
 * one that puts a number on a trunk.
 */
function isRepeatable({ method, uri }: RequestOptions<unknown>): boolean {
  const last =
    new URL(uri).pathname
      .replace(/\.json$/, "")
      .split("/")
      .at(-1) ?? "";
  return method !== "post" || /^[A-Z]{2}[0-9a-f]{32}$/i.test(last) || last === "Recording" || last === "PhoneNumbers";
}

function rebased(uri: string, base: string): string {
  const url = new URL(uri);
  return new URL(url.pathname + url.search, base).href;
}
