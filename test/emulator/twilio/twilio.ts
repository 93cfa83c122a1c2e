import { type Call, type Cloud, type CloudParts, listen } from "../cloud.js";
import { Faults } from "../faults.js";
import { twilioApp } from "./app.js";
import { fault } from "./errors.js";
import type { IncomingNumber } from "./phone-number.js";
import { type AccountSeed, type AvailableSeed, DEFAULT_ACCOUNT, DEFAULT_AVAILABLE, fill } from "./seed.js";
import { TwilioStore } from "./store.js";

export { ACCOUNT_SID, AUTH_TOKEN, MAIN_API_KEY, STANDARD_API_KEY } from "./seed.js";

/** Twilio's options. */
export interface TwilioOptions {
  /** @default a free port */
  readonly port?: number;
  /** @default one active, full account: `ACCOUNT_SID` with `AUTH_TOKEN`, `STANDARD_API_KEY` and `MAIN_API_KEY` */
  readonly accounts?: readonly AccountSeed[];
  /** Numbers that the first account owns. @default none */
  readonly owned?: readonly (string | Partial<IncomingNumber>)[];
  /** Numbers that can be searched and bought. @default a few hundred in six countries, the same in every run */
  readonly available?: readonly AvailableSeed[];
  /** Termination domains of other customers. @default none */
  readonly domainsTaken?: readonly string[];
  /** How long a termination domain stays blocked after its release. @default 30 */
  readonly cooldownDays?: number;
  /** The time. @default a clock that starts at 2026-01-01 and moves one second with every write */
  readonly now?: () => Date;
}

/** A running Twilio, with the environment that points clients at it. */
export type Twilio = Cloud<TwilioStore> & {
  readonly env: Readonly<Record<"TWILIO_ACCOUNT_SID" | "TWILIO_AUTH_TOKEN" | "TWILIO_API_URL", string>>;
};

/** Twilio's parts without a listening server: tests call `app` in process. */
export function twilioParts(options: Omit<TwilioOptions, "port"> = {}): CloudParts<TwilioStore> {
  const { accounts = [DEFAULT_ACCOUNT], owned = [], available = DEFAULT_AVAILABLE, domainsTaken = [] } = options;
  const store = new TwilioStore({ cooldownDays: options.cooldownDays ?? 30, now: options.now });
  const seed = () => {
    store.clear();
    fill(store, { accounts, owned, available, domainsTaken });
  };
  seed();
  const calls: Call[] = [];
  const faults = new Faults();
  return { app: twilioApp(store, calls, faults), store, calls, faults, seed, refuse: fault };
}

/**
 * Starts Twilio on loopback.
 *
 * @example
 * const twilio = await startTwilio({ owned: ["+15105550100"], domainsTaken: ["arkenos.pstn.twilio.com"] });
 */
export async function startTwilio(options: TwilioOptions = {}): Promise<Twilio> {
  const cloud = await listen(twilioParts(options), options.port);
  const [account] = cloud.store.accounts.all();
  const env = {
    TWILIO_ACCOUNT_SID: account?.sid ?? "",
    TWILIO_AUTH_TOKEN: account?.authToken ?? "",
    TWILIO_API_URL: cloud.url,
  };
  return { ...cloud, env };
}
