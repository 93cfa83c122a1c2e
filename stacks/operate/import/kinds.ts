/**
 * The kinds of objects that can be imported by id. All others belong to one of these. The keys are those of the config.
 */
export const KINDS = {
  elasticTrunk: { noun: "ElasticTrunk", flag: "--trunk", words: "Twilio trunk", resource: "trunk" },
  inboundTrunk: { noun: "InboundTrunk", flag: "--inbound-trunk", words: "LiveKit inbound trunk", resource: "inbound" },
  dispatchRule: { noun: "DispatchRule", flag: "--dispatch-rule", words: "LiveKit dispatch rule", resource: "rule" },
  outboundTrunk: {
    noun: "OutboundTrunk",
    flag: "--outbound-trunk",
    words: "LiveKit outbound trunk",
    resource: "outbound",
  },
  credentialList: {
    noun: "CredentialList",
    flag: "--credential-list",
    words: "Twilio credential list",
    resource: "credentials",
  },
} as const;

/** See {@link KINDS}. */
export type Kind = keyof typeof KINDS;

/** The kinds, in the order in which a call passes them. */
export const kinds = Object.keys(KINDS) as Kind[];

/** Which object to import for each kind of the topology. */
export type Mapping = Readonly<Partial<Record<Kind, string>>>;
