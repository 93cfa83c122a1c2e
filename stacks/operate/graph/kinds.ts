import { resources } from "@arkenos/provider";
import type { ObjectKind } from "../object-words.js";
import type { Noun } from "../observe/observed.js";

/** The nouns of the objects that have cards of their own. The others belong to one of these. */
type DrawnNoun = Exclude<Noun, "PhoneNumber" | "NumberAssociation" | "Credential" | "IpAddress" | `Trunk${string}`>;

/** The kind of a node. */
export type Kind = "numbers" | "telephones" | "worker" | "agent" | ObjectKind<DrawnNoun>;

/** The place of objects in the graph. Their label and their cloud stand on the spec of their noun. */
interface ObjectPlace<N extends Noun> {
  readonly noun: N;
  /** From the left. */
  readonly column: number;
  /** The console page that the cloud's documentation links to. It asks for the account or the project. */
  readonly page: string;
}

/** What the graph knows of a kind that has no spec. */
interface OwnKind {
  readonly label: string;
  /** Joins the label to the title of a card. */
  readonly joint?: "of" | "to";
  readonly party: string;
  readonly column: number;
}

type Places = { readonly [N in DrawnNoun as ObjectKind<N>]: ObjectPlace<N> } & {
  readonly [K in Exclude<Kind, ObjectKind>]: OwnKind;
};

const TWILIO = "https://1console.twilio.com/go?to=/account/__account__/us1/sip-trunking";
const LIVEKIT = "https://cloud.livekit.io/projects/p_/telephony";

/** Every kind, from the telephone network to the agents. */
const KINDS: Places = {
  numbers: { label: "numbers", joint: "of", party: "Telephone network", column: 0 },
  telephones: { label: "outgoing calls", joint: "to", party: "Telephone network", column: 0 },
  "elastic-trunk": { noun: "ElasticTrunk", column: 1, page: `${TWILIO}/manage/trunks` },
  "origination-url": { noun: "OriginationUrl", column: 2, page: `${TWILIO}/manage/trunks` },
  "credential-list": { noun: "CredentialList", column: 2, page: `${TWILIO}/overview` },
  "ip-access-control-list": { noun: "IpAccessControlList", column: 2, page: `${TWILIO}/overview` },
  "inbound-trunk": { noun: "InboundTrunk", column: 3, page: `${LIVEKIT}/trunks` },
  "outbound-trunk": { noun: "OutboundTrunk", column: 3, page: `${LIVEKIT}/trunks` },
  "dispatch-rule": { noun: "DispatchRule", column: 4, page: `${LIVEKIT}/dispatch` },
  worker: { label: "worker", party: "Agents", column: 5 },
  agent: { label: "agent", party: "Agents", column: 6 },
};

/** What a node of a kind is called: `inbound trunk`, `numbers`. */
export function labelOf(kind: Kind): string {
  const known = KINDS[kind];
  return "noun" in known ? resources[known.noun].spec.label.kind : known.label;
}

/** The text above a card's title, which the title completes: `inbound trunk`, `numbers of`. */
export function overlineOf(kind: Kind): string {
  const known = KINDS[kind];
  return "joint" in known ? `${known.label} ${known.joint}` : labelOf(kind);
}

/** The column of a kind, from the left. */
export function columnOf(kind: Kind): number {
  return KINDS[kind].column;
}

/** The party that a kind belongs to: the cloud of an object. */
export function partyOf(kind: Kind): string {
  const known = KINDS[kind];
  return "noun" in known ? resources[known.noun].spec.cloud.name : known.party;
}

/** The console page of a kind of object. */
export function pageOf(kind: Kind): string | undefined {
  const known = KINDS[kind];
  return "page" in known ? known.page : undefined;
}

/** The parties, from the left. */
export const PARTIES: readonly string[] = [...new Set((Object.keys(KINDS) as Kind[]).map(partyOf))];
