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

/** A termination domain that nobody can use: another customer's (`until` is null), or released recently. */
export interface ReservedDomain {
  readonly domainName: string;
  readonly until: Date | null;
}

/** A snapshot of a store, with its next ids and time. */
export interface TwilioSnapshot {
  readonly contents: Contents;
  readonly sids: readonly (readonly [prefix: string, last: number])[];
  readonly time: ClockReading;
}

/** A store's fixed settings. */
export interface StoreSettings {
  /** How long a termination domain stays blocked after its release. */
  readonly cooldownDays: number;
  /** The time, if not from the store's own clock. */
  readonly now?: (() => Date) | undefined;
}

/** Everything in Twilio: tests assert on it and change it, as a person in the Console would. */
export class TwilioStore {
  readonly accounts = new Collection<Account>("sid");
  readonly apiKeys = new Collection<ApiKey>("sid");
  readonly numbers = new Collection<IncomingNumber>("sid");
  /** Numbers for sale; a number leaves when it is bought and never returns. */
  readonly available = new Collection<AvailableNumber>("phoneNumber");
  readonly countries = new Collection<Country>("isoCountry");
  /** Prices of numbers, by country. */
  readonly numberPrices = new Collection<CountryPrices>("isoCountry");
  readonly trunks = new Collection<Trunk>("sid");
  readonly originationUrls = new Collection<OriginationUrl>("sid");
  readonly credentialLists = new Collection<CredentialList>("sid");
  readonly credentials = new Collection<Credential>("sid");
  readonly trunkCredentialLists = new Collection<TrunkList>("id");
  readonly ipAccessControlLists = new Collection<IpAccessControlList>("sid");
  readonly ipAddresses = new Collection<IpAddress>("sid");
  readonly trunkIpAccessControlLists = new Collection<TrunkList>("id");
  /** Verified caller IDs: other owners' numbers from which calls may come. */
  readonly callerIds = new Collection<CallerId>("sid");
  /** The call log; nothing here makes calls. */
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

  /** Fields of an account's new object. */
  entity(prefix: string, accountSid: string) {
    const now = this.clock.tick();
    return { sid: this.nextSid(prefix), accountSid, dateCreated: now, dateUpdated: now };
  }

  /** Whether a credential list accepts this username and password. Twilio itself never tells. */
  verifyPassword(username: string, password: string): boolean {
    const digest = passwordDigest(username, password);
    return (
      this.credentials.all((credential) => credential.username === username && credential.passwordDigest === digest)
        .length > 0
    );
  }

  /** Its current contents. */
  snapshot(): TwilioSnapshot {
    return { contents: contentsOf(this), sids: [...this.#sids], time: this.clock.reading };
  }

  /** Restores a snapshot. */
  restore({ contents, sids, time }: TwilioSnapshot): void {
    refill(this, contents);
    this.#sids = new Map(sids);
    this.clock.set(time);
  }

  /** A store with other contents. */
  with(contents: Contents): TwilioStore {
    const other = new TwilioStore({ cooldownDays: this.cooldownDays });
    refill(other, contents);
    return other;
  }

  /** Deletes everything. */
  clear(): void {
    for (const part of Object.values(this)) if (part instanceof Collection) part.clear();
    this.#sids.clear();
    this.clock.reset();
  }
}
