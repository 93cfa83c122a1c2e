/** The fields of every object: its id, its account, and when it was created and changed. */
export interface Entity {
  readonly sid: string;
  readonly accountSid: string;
  readonly dateCreated: Date;
  readonly dateUpdated: Date;
}

/** An account, or a subaccount, which has another account as its owner. */
export interface Account {
  readonly sid: string;
  readonly authToken: string;
  readonly ownerAccountSid: string;
  readonly friendlyName: string;
  readonly type: "Full" | "Trial";
  readonly status: "active" | "suspended" | "closed";
  /** Whether these are test credentials: purchases are simulated, and nearly everything else is refused. */
  readonly test: boolean;
  readonly dateCreated: Date;
  readonly dateUpdated: Date;
}

/** A key to an account. A Standard key can access everything but `/Accounts`. */
export interface ApiKey {
  readonly sid: string;
  readonly secret: string;
  readonly accountSid: string;
  readonly kind: "Standard" | "Main";
}

/** An Elastic SIP trunk. */
export interface Trunk extends Entity {
  readonly friendlyName: string | null;
  readonly domainName: string | null;
  readonly disasterRecoveryUrl: string | null;
  readonly disasterRecoveryMethod: HttpMethod | null;
  readonly transferMode: "disable-all" | "enable-all" | "sip-only";
  readonly transferCallerId: "from-transferee" | "from-transferor";
  readonly secure: boolean;
  readonly cnamLookupEnabled: boolean;
  /** Only the Console can set it. */
  readonly symmetricRtpEnabled: boolean;
  readonly recording: Recording;
}

/** Whether and how a trunk records its calls. */
export interface Recording {
  readonly mode:
    | "do-not-record"
    | "record-from-ringing"
    | "record-from-answer"
    | "record-from-ringing-dual"
    | "record-from-answer-dual";
  readonly trim: "trim-silence" | "do-not-trim";
}

/** Where a trunk sends inbound calls. */
export interface OriginationUrl extends Entity {
  readonly trunkSid: string;
  readonly friendlyName: string;
  readonly sipUrl: string;
  readonly weight: number;
  readonly priority: number;
  readonly enabled: boolean;
}

/** A named set of usernames and passwords. */
export interface CredentialList extends Entity {
  readonly friendlyName: string;
}

/** A username of a credential list. The password is stored only as a digest, as Twilio does. */
export interface Credential extends Entity {
  readonly credentialListSid: string;
  readonly username: string;
  readonly passwordDigest: string;
}

/** A named set of address ranges. */
export interface IpAccessControlList extends Entity {
  readonly friendlyName: string;
}

/** An address range of an access control list. */
export interface IpAddress extends Entity {
  readonly ipAccessControlListSid: string;
  readonly friendlyName: string;
  readonly ipAddress: string;
  readonly cidrPrefixLength: number;
}

/** A credential list or an access control list of a trunk; `sid` is the list's own. */
export interface TrunkList extends Entity {
  /** `TK…/CL…` or `TK…/AL…`. */
  readonly id: string;
  readonly trunkSid: string;
}

/** The webhook settings of a number. */
export type HttpMethod = "GET" | "POST";

/** Another owner's number that the account has verified as a caller ID. */
export interface CallerId extends Entity {
  readonly phoneNumber: string;
  readonly friendlyName: string;
}

/** A call in the account's log. */
export interface LoggedCall extends Entity {
  readonly from: string;
  readonly to: string;
  readonly status: "queued" | "ringing" | "in-progress" | "completed" | "busy" | "failed" | "no-answer" | "canceled";
  readonly direction: "inbound" | "outbound-api" | "outbound-dial" | "trunking-originating" | "trunking-terminating";
  /** The call's trunk; null if none. */
  readonly trunkSid: string | null;
}

/** An alert in Twilio's debugger. */
export interface Alert extends Entity {
  readonly errorCode: string;
  readonly alertText: string;
  /** The call or other object that it concerns. */
  readonly resourceSid: string;
}

/** The numbers of a country that may be called. */
export interface DialingPermission {
  readonly isoCode: string;
  readonly name: string;
  readonly continent: string;
  readonly countryCodes: readonly string[];
  readonly lowRiskNumbersEnabled: boolean;
}
