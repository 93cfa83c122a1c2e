import pLimit from "p-limit";
import type { RequestOptions } from "twilio/lib/base/RequestClient.js";
import type Twilio from "twilio/lib/rest/Twilio.js";
import { retrying } from "../retry.js";
import type { Cloud, Settings } from "../session.js";
import { TwilioAccount } from "./account.js";
import { answered, unanswered } from "./answers.js";

/** How long one call may take, in milliseconds. */
const TIMEOUT_MS = 15_000;

/** Twilio answers 429 by concurrency, so this many calls are under way at once. */
const AT_ONCE = 8;

/** Twilio as the lifecycle sees it. The account is `twilioAccountSid`. */
export const twilio: Cloud<TwilioAccount> = {
  name: "Twilio",
  account: (settings) => settings("twilioAccountSid"),
  problems: (settings) => [...accountProblems(settings), ...credentialProblems(settings), ...addressProblems(settings)],
  async open(settings) {
    const accountSid = settings("twilioAccountSid") ?? "";
    const [user, password] = credentials(settings);
    return new TwilioAccount(await connect(user, password, accountSid, settings("twilioApiUrl")));
  },
};

/**
 * The official client over a transport of ours: rebased where `twilioApiUrl` says so, capped,
 * repeated within bounds, and with errors that carry no credentials.
 */
async function connect(user: string, password: string, accountSid: string, base: string | undefined): Promise<Twilio> {
  const [{ default: Client }, { default: RequestClient }] = await Promise.all([
    import("twilio/lib/rest/Twilio.js"),
    import("twilio/lib/base/RequestClient.js"),
  ]);
  const cap = pLimit(AT_ONCE);

  class Transport extends RequestClient {
    // Must be async: a synchronous throw makes the SDK's list() hang for ever.
    override async request<T>(options: RequestOptions<T>) {
      const request = base === undefined ? options : { ...options, uri: rebased(options.uri, base) };
      const send = async () => answered(request, await super.request(request).catch((error: unknown) => unanswered(request, error)));
      return cap(() => retrying(isRepeatable(request), send));
    }
  }
  return new Client(user, password, { accountSid, httpClient: new Transport({ timeout: TIMEOUT_MS }) });
}

/**
 * Whether doing a call twice is the same as doing it once: all but a POST to a collection, save the
 * one that puts a number on a trunk.
 */
function isRepeatable({ method, uri }: RequestOptions<unknown>): boolean {
  const last = new URL(uri).pathname.replace(/\.json$/, "").split("/").at(-1) ?? "";
  return method !== "post" || /^[A-Z]{2}[0-9a-f]{32}$/i.test(last) || last === "Recording" || last === "PhoneNumbers";
}

function rebased(uri: string, base: string): string {
  const url = new URL(uri);
  return new URL(url.pathname + url.search, base).href;
}

function credentials(settings: Settings): [user: string, password: string] {
  const token = settings("twilioAuthToken");
  if (token !== undefined) return [settings("twilioAccountSid") ?? "", token];
  return [settings("twilioApiKey") ?? "", settings("twilioApiSecret") ?? ""];
}

function accountProblems(settings: Settings): string[] {
  const sid = settings("twilioAccountSid");
  if (sid === undefined) return ["twilioAccountSid: not set; run pulumi config set arkenos:twilioAccountSid AC…, or set TWILIO_ACCOUNT_SID"];
  return /^AC[0-9a-f]{32}$/i.test(sid) ? [] : ["twilioAccountSid: is not an account's SID; write AC and 32 hexadecimal digits"];
}

function credentialProblems(settings: Settings): string[] {
  if (settings("twilioAuthToken") !== undefined) return [];
  const key = settings("twilioApiKey");
  if (key === undefined || settings("twilioApiSecret") === undefined) {
    return ["twilioAuthToken: not set, nor twilioApiKey with twilioApiSecret; run pulumi config set --secret arkenos:twilioAuthToken, or set TWILIO_AUTH_TOKEN"];
  }
  return /^SK[0-9a-f]{32}$/i.test(key) ? [] : ["twilioApiKey: is not an API key's SID; write SK and 32 hexadecimal digits"];
}

function addressProblems(settings: Settings): string[] {
  const base = settings("twilioApiUrl");
  if (base === undefined) return [];
  if (!URL.canParse(base)) return ["twilioApiUrl: is not a URL; write one such as http://127.0.0.1:4010, or leave it out"];
  const { protocol, hostname } = new URL(base);
  const isLoopback = hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);
  if (protocol === "https:" || (protocol === "http:" && isLoopback)) return [];
  return [`twilioApiUrl: plain http to ${hostname} would send the credentials in clear; use https, or a loopback address`];
}
