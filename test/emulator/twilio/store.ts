import { Collection } from "../collection.js";
import { Clock, type ClockReading } from "./clock.js";
import type {
  Account,
  Alert,
  ApiKey,
  CallerId,
  Credential,
  CredentialList,
  IpAccessControlList,
  DialingPermission,
  IpAddress,
  LoggedCall,
  OriginationUrl,
  Trunk,
  TrunkList,
} from "./entities.js";
import { type Contents, contentsOf, refill } from "../snapshot.js";
import { passwordDigest } from "./password.js";
import type { AvailableNumber, Country, CountryPrices, IncomingNumber } from "./phone-number.js";

/** A termination domain that no one can take: another customer's (`until` is null), or given up lately. */
export interface ReservedDomain {
  readonly domainName: string;
  readonly until: Date | null;
}

/** What a store held at one moment, with the ids and the time that come next. */
export interface TwilioSnapshot {
  readonly contents: Contents;
  readonly sids: readonly (readonly [prefix: string, last: number])[];
  readonly time: ClockReading;
}

/** How a store is set up for good. */
export interface StoreSettings {
  /** How long a termination domain stays blocked after it was given up. */
  readonly cooldownDays: number;
  /** The time, if not the store's own. */
  readonly now?: (() => Date) | undefined;
}

/** All that Twilio holds: the truth that tests assert on and change as a person in the Console would. */
export class TwilioStore {
  readonly accounts = new Collection<Account>("sid");
  readonly apiKeys = new Collection<ApiKey>("sid");
  readonly numbers = new Collection<IncomingNumber>("sid");
  /** What can be bought; a number leaves when it is bought and never returns. */
  readonly available = new Collection<AvailableNumber>("phoneNumber");
  readonly countries = new Collection<Country>("isoCountry");
  /** What numbers cost, by country. */
  readonly numberPrices = new Collection<CountryPrices>("isoCountry");
  readonly trunks = new Collection<Trunk>("sid");
  readonly originationUrls = new Collection<OriginationUrl>("sid");
  readonly credentialLists = new Collection<CredentialList>("sid");
  readonly credentials = new Collection<Credential>("sid");
  readonly trunkCredentialLists = new Collection<TrunkList>("id");
  readonly ipAccessControlLists = new Collection<IpAccessControlList>("sid");
  readonly ipAddresses = new Collection<IpAddress>("sid");
  readonly trunkIpAccessControlLists = new Collection<TrunkList>("id");
  /** Numbers of others that calls may come from. */
  readonly callerIds = new Collection<CallerId>("sid");
  /** Calls that were made; nothing here makes any. */
  readonly callLog = new Collection<LoggedCall>("sid");
  readonly alerts = new Collection<Alert>("sid");
  readonly dialingPermissions = new Collection<DialingPermission>("isoCode");
  readonly domains = new Collection<ReservedDomain>("domainName");
  readonly clock: Clock;
  readonly cooldownDays: number;
  #sids = new Map<string, number>();

  constructor(settings: StoreSettings) {
    this.cooldownDays = settings.cooldownDays;
    this.clock = new Clock(settings.now);
  }

  /** The next id with this prefix: the same sequence in every run. */
  nextSid(prefix: string): string {
    const next = (this.#sids.get(prefix) ?? 0) + 1;
    this.#sids.set(prefix, next);
    return prefix + next.toString(16).padStart(32, "0");
  }

  /** Fields of a new object of an account. */
  entity(prefix: string, accountSid: string) {
    const now = this.clock.tick();
    return { sid: this.nextSid(prefix), accountSid, dateCreated: now, dateUpdated: now };
  }

  /** Whether some credential list lets this username in with this password. Twilio itself never tells. */
  verifyPassword(username: string, password: string): boolean {
    const digest = passwordDigest(username, password);
    return (
      this.credentials.all((credential) => credential.username === username && credential.passwordDigest === digest)
        .length > 0
    );
  }

  /** What it holds now. */
  snapshot(): TwilioSnapshot {
    return { contents: contentsOf(this), sids: [...this.#sids], time: this.clock.reading };
  }

  /** Goes back to what it held then. */
  restore({ contents, sids, time }: TwilioSnapshot): void {
    refill(this, contents);
    this.#sids = new Map(sids);
    this.clock.set(time);
  }

  /** A store that holds something else. */
  with(contents: Contents): TwilioStore {
    const other = new TwilioStore({ cooldownDays: this.cooldownDays });
    refill(other, contents);
    return other;
  }

  /** Forgets everything. */
  clear(): void {
    for (const part of Object.values(this)) if (part instanceof Collection) part.clear();
    this.#sids.clear();
    this.clock.reset();
  }
}
