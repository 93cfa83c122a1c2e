import pLimit from "p-limit";
import type { IncomingPhoneNumberInstance } from "twilio/lib/rest/api/v2010/account/incomingPhoneNumber.js";
import type { CredentialInstance } from "twilio/lib/rest/api/v2010/account/sip/credentialList/credential.js";
import type { IpAddressInstance } from "twilio/lib/rest/api/v2010/account/sip/ipAccessControlList/ipAddress.js";
import type { OriginationUrlInstance } from "twilio/lib/rest/trunking/v1/trunk/originationUrl.js";
import { NotFoundError } from "../errors.js";
import type { Journal } from "../journal.js";
import { Listing, Listings } from "../listing.js";
import { ownId, parentId } from "../object-id.js";
import type { TwilioApi, TwilioClient } from "./transport.js";

/** Twilio's largest page size. */
const pageSize = 1000;

/** A child's id includes its parent's. */
export const childId = (parent: string, sid: string) => `${parent}/${sid}`;

/** A list attached to a trunk. The attachment has the SID of the list. */
export interface Attachment {
  /** The trunk, `TK…`. */
  readonly trunkSid: string;
  /** The list, `CL…` or `AL…`. */
  readonly sid: string;
}

/** A credential, with its password if we have just sent it: Twilio never returns it. */
export type KnownCredential = CredentialInstance & {
  /** The password that this run sent. */
  readonly password?: string;
};

/** What happened to a number when this run put it on its trunk. */
export interface Arrival {
  /** The trunk of others from which this run took the number. */
  readonly movedFrom?: string;
  /** The TwiML application that the trunk replaced. */
  readonly displacedApplicationSid?: string;
}

/** A phone number as the account owns it. */
export type OwnedNumber = {
  /** Set after this run put the number on a trunk. */
  readonly arrival?: Arrival;
  /** Whether a search found it by its marker, if known. */
  readonly foundByMark?: boolean | undefined;
} & Pick<
  IncomingPhoneNumberInstance,
  | "sid"
  | "phoneNumber"
  | "friendlyName"
  | "trunkSid"
  | "addressSid"
  | "bundleSid"
  | "identitySid"
  | "voiceApplicationSid"
  | "voiceUrl"
  | "voiceMethod"
  | "voiceFallbackUrl"
  | "voiceFallbackMethod"
  | "voiceCallerIdLookup"
  | "voiceReceiveMode"
  | "smsApplicationSid"
  | "smsUrl"
  | "smsMethod"
  | "smsFallbackUrl"
  | "smsFallbackMethod"
  | "statusCallback"
  | "statusCallbackMethod"
  | "emergencyStatus"
  | "emergencyAddressSid"
> &
  Partial<Pick<IncomingPhoneNumberInstance, "capabilities">>;

/** A Twilio account: the SDK's resources, and the contents of its lists. */
export class TwilioAccount {
  /** The SDK's HTTP client, with the account's credentials. */
  readonly client: TwilioClient;
  /** The 2010 API of the account. */
  readonly api: TwilioApi["account"];
  /** The Trunking v1 API. */
  readonly trunking: TwilioApi["trunking"];

  /** Stores what must survive a killed process. */
  readonly journal: Journal;

  constructor({ client, account, trunking }: TwilioApi, journal: Journal) {
    this.client = client;
    this.journal = journal;
    this.api = account;
    this.trunking = trunking;
  }

  /** The account's SID, `AC…`. */
  get sid(): string {
    return this.client.accountSid;
  }

  /**
   * Only one search runs at a time. Two purchases must not choose the same number, because Twilio lets an account "buy"
   * a number that it owns.
   */
  readonly searchLimit = pLimit(1);
  /** The numbers that this run buys by name. A search skips them. */
  readonly boughtByName = new Set<string>();

  /** Elastic SIP trunks. */
  readonly trunks = new Listing(
    (trunk) => trunk.sid,
    () => this.trunking.trunks.list({ pageSize }),
    (sid) => this.trunking.trunks(sid).fetch(),
  );

  /** Origination URLs of each trunk. */
  readonly originationUrls = new Listings<OriginationUrlInstance>(
    ({ trunkSid, sid }) => childId(trunkSid, sid),
    (trunkSid) => this.trunking.trunks(trunkSid).originationUrls.list({ pageSize }),
    (id) => this.trunking.trunks(parentId(id)).originationUrls(ownId(id)).fetch(),
  );

  /** Credential lists attached to each trunk. */
  readonly trunkCredentialLists = new Listings<Attachment>(
    ({ trunkSid, sid }) => childId(trunkSid, sid),
    (trunkSid) => this.trunking.trunks(trunkSid).credentialsLists.list({ pageSize }),
    (id) => this.trunking.trunks(parentId(id)).credentialsLists(ownId(id)).fetch(),
  );

  /** IP access control lists attached to each trunk. */
  readonly trunkIpAccessControlLists = new Listings<Attachment>(
    ({ trunkSid, sid }) => childId(trunkSid, sid),
    (trunkSid) => this.trunking.trunks(trunkSid).ipAccessControlLists.list({ pageSize }),
    (id) => this.trunking.trunks(parentId(id)).ipAccessControlLists(ownId(id)).fetch(),
  );

  /** Credential lists of the account. */
  readonly credentialLists = new Listing(
    (list) => list.sid,
    () => this.api.sip.credentialLists.list({ pageSize }),
    (sid) => this.api.sip.credentialLists(sid).fetch(),
  );

  /** Credentials of each list. */
  readonly credentials = new Listings<KnownCredential>(
    ({ credentialListSid, sid }) => childId(credentialListSid, sid),
    (listSid) => this.api.sip.credentialLists(listSid).credentials.list({ pageSize }),
    (id) => this.api.sip.credentialLists(parentId(id)).credentials(ownId(id)).fetch(),
  );

  /** IP access control lists of the account. */
  readonly ipAccessControlLists = new Listing(
    (list) => list.sid,
    () => this.api.sip.ipAccessControlLists.list({ pageSize }),
    (sid) => this.api.sip.ipAccessControlLists(sid).fetch(),
  );

  /** Addresses of each list. */
  readonly ipAddresses = new Listings<IpAddressInstance>(
    ({ ipAccessControlListSid, sid }) => childId(ipAccessControlListSid, sid),
    (listSid) => this.api.sip.ipAccessControlLists(listSid).ipAddresses.list({ pageSize }),
    (id) => this.api.sip.ipAccessControlLists(parentId(id)).ipAddresses(ownId(id)).fetch(),
  );

  /** Phone numbers of the account. */
  readonly numbers = new Listing<OwnedNumber>(
    (number) => number.sid,
    () => this.api.incomingPhoneNumbers.list({ pageSize }),
    (sid) => this.api.incomingPhoneNumbers(sid).fetch(),
  );

  /** The numbers in a trunk's own list, which may be current where the account's list lags. */
  async numbersOn(trunkSid: string): Promise<readonly Pick<OwnedNumber, "sid" | "phoneNumber">[]> {
    try {
      return await this.trunking.trunks(trunkSid).phoneNumbers.list({ pageSize });
    } catch (error) {
      // A list that lags behind the trunk's creation does not know the trunk.
      if (error instanceof NotFoundError) return [];
      throw error;
    }
  }
}
