/** What every object has: its id, the account it belongs to, and when it was made and changed. */
export interface Entity {
  readonly sid: string;
  readonly accountSid: string;
  readonly dateCreated: Date;
  readonly dateUpdated: Date;
}

/** An account, or a sub-account: then its owner is another one. */
export interface Account {
  readonly sid: string;
  readonly authToken: string;
  readonly ownerAccountSid: string;
  readonly friendlyName: string;
  readonly type: "Full" | "Trial";
  readonly status: "active" | "suspended" | "closed";
  /** Whether these are test credentials: purchases are pretended, nearly everything else is refused. */
  readonly test: boolean;
  readonly dateCreated: Date;
  readonly dateUpdated: Date;
}

/** A key to an account. A Standard key opens everything but `/Accounts`. */
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

/** Where a trunk sends the calls that come in. */
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

/** A username of a credential list. The password is kept as a digest only, as Twilio does. */
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

/** A credential list or an access control list that a trunk asks for; `sid` is the list's own. */
export interface TrunkList extends Entity {
  /** `TK…/CL…` or `TK…/AL…`. */
  readonly id: string;
  readonly trunkSid: string;
}

/** How Twilio calls a webhook. */
export type HttpMethod = "GET" | "POST";

/** A number of somebody else's that the account has shown to be allowed to call from. */
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
  /** The trunk it went through; null if none. */
  readonly trunkSid: string | null;
}

/** What Twilio complains of in its debugger. */
export interface Alert extends Entity {
  readonly errorCode: string;
  readonly alertText: string;
  /** The call, or whatever it is about. */
  readonly resourceSid: string;
}

/** Which numbers of a country may be called. */
export interface DialingPermission {
  readonly isoCode: string;
  readonly name: string;
  readonly continent: string;
  readonly countryCodes: readonly string[];
  readonly lowRiskNumbersEnabled: boolean;
}
