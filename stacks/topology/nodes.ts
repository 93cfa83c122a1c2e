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
  /** Attaches the number to Twilio's trunk. */
  readonly association: NumberAssociation;
  /** The number's purchase; undefined without `purchase: true`. */
  readonly phoneNumber: PhoneNumber | undefined;
}

/** The resources of inbound calls. */
export interface InboundNodes {
  /** LiveKit's inbound trunk; undefined without numbers. */
  readonly inboundTrunk: InboundTrunk | undefined;
  /** LiveKit's dispatch rules; none without numbers. */
  readonly dispatchRules: readonly DispatchRule[];
  /** Twilio's trunk. */
  readonly trunk: ElasticTrunk;
  /** The trunk's origination URLs, in the order in which Twilio tries them. */
  readonly originationUrls: readonly OriginationUrl[];
  /** The resources of each number, by its key: the number itself, or its `key` in a list. */
  readonly numbers: Readonly<Record<string, NumberNodes>>;
}

/** The resources of outbound calls. */
export interface OutboundNodes {
  /** Twilio's list with LiveKit's credential; undefined without numbers to call from. */
  readonly credentialList: CredentialList | undefined;
  /** LiveKit's credential; undefined without numbers to call from. */
  readonly credential: Credential | undefined;
  /** Attaches the credential list to Twilio's trunk; undefined without numbers to call from. */
  readonly trunkCredentialList: TrunkCredentialList | undefined;
  /** LiveKit's outbound trunk; undefined without numbers to call from. */
  readonly outboundTrunk: OutboundTrunk | undefined;
}

/** The resources that restrict outbound calls by address. */
export interface AddressNodes {
  /** Twilio's list of the addresses; undefined without `trunk.allowedAddresses`. */
  readonly ipAccessControlList: IpAccessControlList | undefined;
  /** The entries of the list, one for each address or block. */
  readonly ipAddresses: readonly IpAddress[];
  /** Attaches the list to Twilio's trunk; undefined without `trunk.allowedAddresses`. */
  readonly trunkIpAccessControlList: TrunkIpAccessControlList | undefined;
}

/** All resources of a topology. */
export interface TopologyNodes extends InboundNodes, OutboundNodes, AddressNodes {}
