import type { resources } from "@arkenos/provider";
import type { z } from "zod";

/** A kind of object, by its noun: `InboundTrunk`, `ElasticTrunk`, … */
export type Noun = keyof typeof resources;

/** A prop of a kind, as the provider reads it. */
export type PropsOf<N extends Noun> = z.output<(typeof resources)[N]["spec"]["props"]>;
/** The attributes of a kind: what the cloud returns beside its props. */
export type AttrsOf<N extends Noun> = z.output<(typeof resources)[N]["spec"]["attrs"]>;

/** An object of a cloud in the shape in which the provider reads it: `spec.fromWire`. */
export interface Seen<N extends Noun> {
  /** The id that the state would hold: `ST_…`, `TK…`, `TK…/OU…`. */
  readonly id: string;
  readonly props: Partial<PropsOf<N>>;
  readonly attrs: Partial<AttrsOf<N>>;
  /** Paths of what a newer server has set on it and this package does not know: `media.srtp_suites`. */
  readonly newer?: readonly string[];
}

/** Why something could not be read. */
export interface Unreadable {
  /** What to do about it: other credentials, another address, Redis for SIP, or none of these. */
  readonly kind: "credentials" | "unreachable" | "sip-off" | "refused";
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** The cloud's own code: `20003`, `unauthenticated`. */
  readonly code: string;
  /** One sentence without a secret. */
  readonly message: string;
}

/** Something that was read, or why it was not. A cloud that cannot be read is a finding, not a crash. */
export type Reading<T> = ({ readonly readable: true } & T) | { readonly readable: false; readonly problem: Unreadable };

/** What both clouds held when we looked: plain data. LiveKit's `authPassword` is a secret and never rendered. */
export interface Observed {
  readonly livekit: Reading<ObservedLiveKit>;
  readonly twilio: Reading<ObservedTwilio>;
  /** The Twilio account itself, if requested; a Standard key cannot read it. */
  readonly account?: Reading<SeenAccount>;
}

/** A LiveKit project's SIP side. */
export interface ObservedLiveKit {
  /** The host of `livekitUrl`. */
  readonly host: string;
  readonly inboundTrunks: readonly Seen<"InboundTrunk">[];
  readonly outboundTrunks: readonly Seen<"OutboundTrunk">[];
  readonly dispatchRules: readonly Seen<"DispatchRule">[];
}

/** A Twilio account's telephony. Optional fields were read only on request. */
export interface ObservedTwilio {
  readonly accountSid: string;
  readonly trunks: readonly SeenTrunk[];
  /** Every number of the account. */
  readonly numbers: readonly SeenNumber[];
  readonly credentialLists: readonly SeenCredentialList[];
  /** Numbers of others that calls may come from, verified at Twilio, in E.164. */
  readonly callerIds?: Reading<{ readonly numbers: readonly string[] }>;
  /** Numbers that the stack would buy, as far as they are for sale. */
  readonly forSale?: Reading<{ readonly numbers: readonly SeenForSale[] }>;
  /** Whether calls may go to a country, by ISO 3166-1 alpha-2. */
  readonly geo?: Reading<{ readonly countries: Readonly<Record<string, SeenCountry>> }>;
  /** What Twilio complained of in the last seven days. */
  readonly alerts?: Reading<{ readonly entries: readonly SeenAlert[] }>;
  /** The last calls to numbers of the account. */
  readonly calls?: Reading<{ readonly entries: readonly SeenCall[] }>;
}

/** An Elastic SIP trunk; its children were read if it matters to the stack: its own, a namesake, a holder of its numbers. */
export interface SeenTrunk extends Seen<"ElasticTrunk"> {
  readonly children?: {
    readonly originationUrls: readonly Seen<"OriginationUrl">[];
    /** Attached lists, `CL…`. */
    readonly credentialLists: readonly string[];
    /** Attached lists, `AL…`. */
    readonly ipAccessControlLists: readonly string[];
  };
}

/** A number of the account. */
export interface SeenNumber extends Seen<"PhoneNumber"> {
  /** In E.164. */
  readonly phoneNumber: string;
  /** The trunk it is on, `TK…`; empty if on none. */
  readonly trunkSid: string;
  /** Whether it takes calls. */
  readonly voice: boolean;
  /** The TwiML application that answers it; empty if none. */
  readonly voiceApplicationSid: string;
  /** Whether emergency calling holds it. */
  readonly emergency: boolean;
}

/** A credential list, with its usernames if it is attached to a trunk of interest. */
export interface SeenCredentialList extends Seen<"CredentialList"> {
  readonly usernames?: readonly string[];
}

/** An account's condition. */
export interface SeenAccount {
  /** `active`, `suspended`, `closed`. */
  readonly status: string;
  /** `Full` or `Trial`. */
  readonly type: string;
}

/** Whether calls may go to a country. */
export interface SeenCountry {
  readonly name: string;
  readonly lowRiskNumbersEnabled: boolean;
}

/** A complaint of Twilio's. */
export interface SeenAlert {
  /** `32011`. */
  readonly code: string;
  readonly text: string;
}

/** A call in Twilio's log. */
export interface SeenCall {
  readonly to: string;
  readonly from: string;
  /** The trunk it went through; empty if none. */
  readonly trunkSid: string;
  readonly status: string;
}

/** A number for sale. */
export interface SeenForSale {
  readonly phoneNumber: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** `none`, `any`, `local`, `foreign`. */
  readonly addressRequirements: string;
}
