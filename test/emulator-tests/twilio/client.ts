import type { RequestOptions } from "twilio/lib/base/RequestClient.js";
import RequestClient from "twilio/lib/base/RequestClient.js";
import Client from "twilio/lib/rest/Twilio.js";
import type { Twilio } from "../../emulator/twilio/twilio.js";

/** Who a client is. */
export interface Identity {
  readonly username?: string;
  readonly password?: string;
  readonly accountSid?: string;
}

/** The official client, pointed at the emulator: the first account's, unless it is told otherwise. */
export function clientOf({ env }: Twilio, identity: Identity = {}): Client {
  class Rebased extends RequestClient {
    // Async, or a synchronous throw makes the SDK's list() hang for ever.
    override async request<Body>(options: RequestOptions<Body>) {
      const { pathname, search } = new URL(options.uri);
      return super.request<Body>({ ...options, uri: new URL(pathname + search, env.TWILIO_API_URL).href });
    }
  }
  const {
    username = env.TWILIO_ACCOUNT_SID,
    password = env.TWILIO_AUTH_TOKEN,
    accountSid = env.TWILIO_ACCOUNT_SID,
  } = identity;
  return new Client(username, password, { accountSid, httpClient: new Rebased({ timeout: 5000 }) });
}

/** How Twilio refused: its status and code. @throws if it did not */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  const refusal = await call.then(
    () => undefined,
    (error: { status?: number; code?: number | string }) => error,
  );
  if (!refusal) throw new Error("the call was not refused");
  return `${refusal.status}/${refusal.code}`;
}
