import pLimit from "p-limit";
import type { RequestOptions } from "twilio/lib/base/RequestClient.js";
import type { AccountContext } from "twilio/lib/rest/api/v2010/account.js";
import ApiBase from "twilio/lib/rest/ApiBase.js";
import TrunkingBase from "twilio/lib/rest/TrunkingBase.js";
import { ProviderError } from "../errors.js";
import type { Send } from "../http.js";
import { retrying } from "../retry.js";
import { answered, unanswered } from "./answers.js";
import { REMEDIES } from "./remedies.js";

/** Makes the calls of the SDK's resources. */
export interface TwilioClient {
  /** The account's SID, `AC…`. */
  readonly accountSid: string;
  /** Makes a call of the SDK. @throws ApiError, NotFoundError */
  request(options: RequestOptions<unknown>): Promise<Response>;
}

/** Twilio's REST API, through the SDK's resources. */
export interface TwilioApi {
  /** Creates other domains of the SDK: `new VoiceBase(client)`. */
  readonly client: TwilioClient;
  /** https://www.twilio.com/docs/usage/api */
  readonly account: AccountContext;
  /** https://www.twilio.com/docs/sip-trunking/api */
  readonly trunking: TrunkingBase["v1"];
}

/** The connection to an account. */
interface Connection {
  readonly user: string;
  readonly password: string;
  readonly accountSid: string;
  /** The host to call instead of Twilio's own. */
  readonly base?: string | undefined;
  /** What to check if the credentials are refused: where each of them comes from. */
  readonly refused?: string;
  readonly send: Send;
}

/** An answer in the SDK's form. */
interface Response {
  /** HTTP status. */
  readonly statusCode: number;
  /** The text, or what was parsed from it. */
  readonly body: unknown;
  /** The headers, by their names. */
  readonly headers: object;
}

/** How long one call may take, in milliseconds. */
const TIMEOUT_MS = 15_000;

/** Twilio limits concurrent calls and answers 429 beyond its limit. */
const MAX_CONCURRENT_CALLS = 8;

/**
 * Runs the SDK's resources on our own client, which can call another host (`base`), limits concurrency, retries, and
 * keeps credentials out of errors. The SDK's own client would also load axios: 6 MB and a tenth of a second in every
 * provider process. This module is imported only when Twilio is called, because previews and diffs do not need the SDK.
 */
export function connect({ user, password, accountSid, base, refused, send }: Connection): TwilioApi {
  const cap = pLimit(MAX_CONCURRENT_CALLS);
  const remedies = refused === undefined ? REMEDIES : { ...REMEDIES, "20003": refused };
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const client: TwilioClient = {
    accountSid,
    // Must be async: a synchronous throw makes the SDK's list() hang forever.
    async request(options) {
      const request = { ...options, uri: base === undefined ? regional(options.uri) : rebased(options.uri, base) };
      const attempt = async () =>
        answered(
          request,
          await call(request, authorization, send).catch((error: unknown) => unanswered(request, error)),
          remedies,
        );
      // The cap is inside the retries: a call that waits for its next attempt, or for a lookup, does not occupy a slot.
      return retrying(isRepeatable(request), () => cap(attempt));
    },
  };
  return { client, account: new ApiBase(client).v2010.account, trunking: new TrunkingBase(client).v1 };
}

async function call(
  { method, uri, headers, params, data }: RequestOptions<unknown>,
  authorization: string,
  send: Send,
): Promise<Response> {
  const url = new URL(uri);
  for (const [name, value] of fields(params)) url.searchParams.append(name, value);
  const { status, text, ...answer } = await send({
    method: method.toUpperCase(),
    url,
    headers: { Accept: "application/json", ...headers, Authorization: authorization },
    body: data === undefined ? undefined : new URLSearchParams(fields(data)).toString(),
    timeoutMs: TIMEOUT_MS,
  });
  return { statusCode: status, body: text, headers: answer.headers };
}

/** The fields of a form: a list becomes several fields with one name, and undefined values are omitted. */
function fields(form: unknown): [name: string, value: string][] {
  return Object.entries(form ?? {}).flatMap(([name, value]: [string, unknown]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== undefined)
      .map((item): [string, string] => [name, String(item ?? "")]),
  );
}

/**
 * Whether repeating a call has the same effect as making it once. True for everything except a POST to a collection.
 * The calls that put a number on a trunk or buy a specific number are such POSTs, but Twilio accepts them twice.
 */
function isRepeatable({ method, uri, data }: RequestOptions<unknown>): boolean {
  const last =
    new URL(uri).pathname
      .replace(/\.json$/, "")
      .split("/")
      .at(-1) ?? "";
  if (method !== "post" || /^[A-Z]{2}[0-9a-f]{32}$/i.test(last)) return true;
  const isPurchase = last === "IncomingPhoneNumbers" && fields(data).some(([name]) => name === "PhoneNumber");
  return isPurchase || last === "Recording" || last === "PhoneNumbers";
}

function rebased(uri: string, base: string): string {
  const url = new URL(uri);
  return new URL(url.pathname + url.search, base).href;
}

/**
 * The host of a Twilio region or edge. The SDK's own client reads the same environment variables.
 *
 * @throws ProviderError for another host, to which an answer leads by the address of its next page
 */
function regional(uri: string): string {
  const { TWILIO_EDGE: edge, TWILIO_REGION: region } = process.env;
  const url = new URL(uri);
  if (url.protocol !== "https:" || !url.hostname.endsWith(".twilio.com"))
    throw new ProviderError({
      /** An answer names a page on another host, which would receive the credentials. */
      code: "foreign_page",
      message: `Twilio's answer leads to ${url.origin}, which is not Twilio's: the credentials are not sent there`,
    });
  if (!edge && !region) return uri;
  const [product, ...domain] = url.hostname.split(".");
  url.hostname = [product, edge, region || "us1", ...domain].filter(Boolean).join(".");
  return url.href;
}
