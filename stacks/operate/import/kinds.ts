import { resources } from "@arkenos/provider";
import type { NamesShape, ObjectNames } from "@arkenos/stacks/object-names";
import type { Noun } from "../observe/observed.js";

/** The kinds of objects that can be imported by id. All others belong to one of these. The keys are those of the config. */
export type Kind = keyof NamesShape;

/** What an import knows about a kind. */
interface ImportKind {
  readonly noun: Noun;
  /** The key of its name in a topology, which is also the end of its resource's name. */
  readonly resource: keyof ObjectNames;
  /** Its option of `arkenos import`. */
  readonly flag: string;
  /** What messages call it: `LiveKit inbound trunk`. */
  readonly words: string;
  /** Why an object on the route of a call matches, as text. */
  readonly reason: string;
}

/** What an import knows about each kind, in the order in which a call passes them. */
export const KINDS: Readonly<Record<Kind, ImportKind>> = {
  elasticTrunk: kindOf("ElasticTrunk", "trunk", "its calls go to this LiveKit project"),
  inboundTrunk: kindOf("InboundTrunk", "inbound", "it answers these numbers"),
  dispatchRule: kindOf("DispatchRule", "rule", "it takes that trunk's calls"),
  outboundTrunk: kindOf("OutboundTrunk", "outbound", "it dials through that trunk"),
  credentialList: kindOf("CredentialList", "credentials", "only that trunk uses it"),
};

/** All kinds, in the same order. */
export const kinds = Object.keys(KINDS) as Kind[];

/** Which object to import for each kind of the topology. */
export type Mapping = Readonly<Partial<Record<Kind, string>>>;

function kindOf(noun: Noun, resource: keyof ObjectNames, reason: string): ImportKind {
  const { cloud, label, importFlag = "" } = resources[noun].spec;
  return { noun, resource, flag: importFlag, words: `${cloud.name} ${label.kind}`, reason };
}
