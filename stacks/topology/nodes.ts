import type {
  Credential,
  CredentialList,
  DispatchRule,
  ElasticTrunk,
  InboundTrunk,
  IpAccessControlList,
  IpAddress,
  NumberAssociation,
  OriginationUrl,
  OutboundTrunk,
  PhoneNumber,
  TrunkCredentialList,
  TrunkIpAccessControlList,
} from "@arkenos/provider";

/** The resources of one number. */
export interface NumberNodes {
  /** What puts the number on Twilio's trunk. */
  readonly association: NumberAssociation;
  /** The number's purchase; undefined without `purchase: true`. */
  readonly phoneNumber: PhoneNumber | undefined;
}

/** The way in of a topology. */
export interface WayIn {
  /** LiveKit's inbound trunk; undefined without numbers. */
  readonly inboundTrunk: InboundTrunk | undefined;
  /** LiveKit's dispatch rules; none without numbers. */
  readonly dispatchRules: readonly DispatchRule[];
  /** Twilio's trunk. */
  readonly trunk: ElasticTrunk;
  /** Where Twilio's trunk delivers calls, in the order in which they are tried. */
  readonly originationUrls: readonly OriginationUrl[];
  /** What each number is made of, by its key: the number itself, or the `key` that a list gives it. */
  readonly numbers: Readonly<Record<string, NumberNodes>>;
}

/** The way out of a topology. */
export interface WayOut {
  /** Twilio's list of LiveKit's credential; undefined without numbers to call from. */
  readonly credentialList: CredentialList | undefined;
  /** LiveKit's credential; undefined without numbers to call from. */
  readonly credential: Credential | undefined;
  /** What puts the credential list on Twilio's trunk; undefined without numbers to call from. */
  readonly trunkCredentialList: TrunkCredentialList | undefined;
  /** LiveKit's outbound trunk; undefined without numbers to call from. */
  readonly outboundTrunk: OutboundTrunk | undefined;
}

/** The resources that restrict who may call out by address. */
export interface AddressNodes {
  /** Twilio's list of the addresses; undefined without `trunk.allowedAddresses`. */
  readonly ipAccessControlList: IpAccessControlList | undefined;
  /** The entries of the list, one for each address or block. */
  readonly ipAddresses: readonly IpAddress[];
  /** Attaches the list to Twilio's trunk; undefined without `trunk.allowedAddresses`. */
  readonly trunkIpAccessControlList: TrunkIpAccessControlList | undefined;
}

/** The resources that a topology is made of. */
export interface TopologyNodes extends WayIn, WayOut, AddressNodes {}
