import type { resources } from "@arkenos/provider";
import type { z } from "zod";

/** A kind of object, by its noun: `InboundTrunk`, `ElasticTrunk`, … */
export type Noun = keyof typeof resources;

/** The props of a kind, as the provider reads them. */
export type PropsOf<N extends Noun> = z.output<(typeof resources)[N]["spec"]["props"]>;
/** The attributes of a kind: what the cloud returns besides the props. */
export type AttrsOf<N extends Noun> = z.output<(typeof resources)[N]["spec"]["attrs"]>;

/** An object in a cloud, in the form in which the provider reads it: `spec.fromWire`. */
export interface Seen<N extends Noun> {
  /** The id that the state would hold: `ST_…`, `TK…`, `TK…/OU…`. */
  readonly id: string;
  /** What a program would write to get this object. */
  readonly props: Partial<PropsOf<N>>;
  /** What the cloud returns besides the props. */
  readonly attrs: Partial<AttrsOf<N>>;
  /** The paths of fields that a newer server has set and this package does not know: `media.srtp_suites`. */
  readonly newer?: readonly string[];
}

/** Why something could not be read. */
export interface Unreadable {
  /** The kind of problem: other credentials, another address or Redis for SIP would help, or none of these. */
  readonly kind: "credentials" | "unreachable" | "sip-off" | "refused";
  /** HTTP status; 0 if no answer arrived. */
  readonly status: number;
  /** The cloud's own code: `20003`, `unauthenticated`. */
  readonly code: string;
  /** One sentence without secrets. */
  readonly message: string;
}

/** A result, or why it could not be read. A cloud that cannot be read is a finding, not a crash. */
export type Reading<T> =
  | ({
      /** Whether it could be read. */
      readonly readable: true;
    } & T)
  | {
      /** Whether it could be read. */
      readonly readable: false;
      /** Why it could not. */
      readonly problem: Unreadable;
    };

/**
 * The contents of both clouds at the time of reading, as plain data. LiveKit's `authPassword` is secret and never
 * rendered.
 */
export interface Observed {
  /** The LiveKit project. */
  readonly livekit: Reading<ObservedLiveKit>;
  /** The Twilio account. */
  readonly twilio: Reading<ObservedTwilio>;
  /** The Twilio account itself, if requested; a Standard key cannot read it. */
  readonly account?: Reading<SeenAccount>;
}

/** The SIP objects of a LiveKit project. */
export interface ObservedLiveKit {
  /** The host of `livekitUrl`. */
  readonly host: string;
  /** Every inbound trunk of the project. */
  readonly inboundTrunks: readonly Seen<"InboundTrunk">[];
  /** Every outbound trunk of the project. */
  readonly outboundTrunks: readonly Seen<"OutboundTrunk">[];
  /** Every dispatch rule of the project. */
  readonly dispatchRules: readonly Seen<"DispatchRule">[];
}

/** The telephony objects of a Twilio account. Optional fields were read only on request. */
export interface ObservedTwilio {
  /** The SID of the account, `AC…`. */
  readonly accountSid: string;
  /** Every trunk of the account. */
  readonly trunks: readonly SeenTrunk[];
  /** Every number of the account. */
  readonly numbers: readonly SeenNumber[];
  /** Every credential list of the account. */
  readonly credentialLists: readonly SeenCredentialList[];
  /** Verified caller IDs: numbers outside the account from which it may call, in E.164. */
  readonly callerIds?: Reading<{
    /** In E.164. */
    readonly numbers: readonly string[];
  }>;
  /** Numbers that the stack would buy and that are for sale. */
  readonly forSale?: Reading<{
    /** Those that Twilio found. */
    readonly numbers: readonly SeenForSale[];
  }>;
  /** Whether calls to a country are permitted, by ISO 3166-1 alpha-2. */
  readonly geo?: Reading<{
    /** Countries by code. */
    readonly countries: Readonly<Record<string, SeenCountry>>;
  }>;
  /** Twilio's alerts of the last seven days. */
  readonly alerts?: Reading<{
    /** The alerts, newest first. */
    readonly entries: readonly SeenAlert[];
  }>;
  /** The last calls to numbers of the account. */
  readonly calls?: Reading<{
    /** The calls, newest first. */
    readonly entries: readonly SeenCall[];
  }>;
}

/**
 * An Elastic SIP trunk. Its children are read if it is relevant to the stack: its own, one with the same name, or one
 * that holds its numbers.
 */
export interface SeenTrunk extends Seen<"ElasticTrunk"> {
  /** The URLs and lists of the trunk. */
  readonly children?: {
    /** Where the trunk sends calls. */
    readonly originationUrls: readonly Seen<"OriginationUrl">[];
    /** SIDs of attached lists, `CL…`. */
    readonly credentialLists: readonly string[];
    /** SIDs of attached lists, `AL…`. */
    readonly ipAccessControlLists: readonly string[];
  };
}

/** A number of the account. */
export interface SeenNumber extends Seen<"PhoneNumber"> {
  /** In E.164. */
  readonly phoneNumber: string;
  /** The trunk that it is on, `TK…`; empty if it is not on a trunk. */
  readonly trunkSid: string;
  /** Whether it takes calls. */
  readonly voice: boolean;
  /** The TwiML application that answers it; empty if there is none. */
  readonly voiceApplicationSid: string;
  /** Whether emergency calling is enabled for it. */
  readonly emergency: boolean;
}

/** A credential list, with its usernames if it is attached to a trunk of interest. */
export interface SeenCredentialList extends Seen<"CredentialList"> {
  /** The usernames of the list. */
  readonly usernames?: readonly string[];
}

/** The status of an account. */
export interface SeenAccount {
  /** `active`, `suspended`, `closed`. */
  readonly status: string;
  /** `Full` or `Trial`. */
  readonly type: string;
}

/** Whether calls to a country are permitted. */
export interface SeenCountry {
  /** The name of the country. */
  readonly name: string;
  /** Whether calls to its ordinary numbers are permitted. */
  readonly lowRiskNumbersEnabled: boolean;
}

/** An alert from Twilio. */
export interface SeenAlert {
  /** `32011`. */
  readonly code: string;
  /** What Twilio says about it. */
  readonly text: string;
}

/** A call in Twilio's log. */
export interface SeenCall {
  /** The number or URI that was called. */
  readonly to: string;
  /** The number or URI that called. */
  readonly from: string;
  /** The trunk that it used; empty if it used none. */
  readonly trunkSid: string;
  /** Its status in Twilio's log: `completed`, `busy`, `failed`. */
  readonly status: string;
}

/** A number for sale. */
export interface SeenForSale {
  /** In E.164. */
  readonly phoneNumber: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** `none`, `any`, `local`, `foreign`. */
  readonly addressRequirements: string;
}
