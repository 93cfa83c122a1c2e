import type { RequestOptions } from "twilio/lib/base/RequestClient.js";
import RequestClient from "twilio/lib/base/RequestClient.js";
import Client from "twilio/lib/rest/Twilio.js";
import type { Twilio } from "../../emulator/twilio/twilio.js";

/** The credentials of a client. */
export interface Identity {
  readonly username?: string;
  readonly password?: string;
  readonly accountSid?: string;
}

/** The official client, connected to the emulator: with the first account by default. */
export function clientOf({ env }: Twilio, identity: Identity = {}): Client {
  class Rebased extends RequestClient {
    // Async, because a synchronous throw makes the SDK's list() hang forever.
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

/** Twilio's status and error code. @throws if there was no error */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  const refusal = await call.then(
    () => undefined,
    (error: { status?: number; code?: number | string }) => error,
  );
  if (!refusal) throw new Error("the call was not refused");
  return `${refusal.status}/${refusal.code}`;
}
