import type { TopologyArgs } from "@arkenos/stacks";
import type { Place } from "./clouds.js";

/** How a number is bought and released. */
export interface NumberConfig {
  readonly purchase?: boolean;
  readonly release?: boolean;
  readonly move?: boolean;
}

/** Objects to adopt by id, as a config's `adopt` names them. */
export type AdoptedIds = Readonly<
  Partial<
    Record<
      "inboundTrunk" | "dispatchRule" | "outboundTrunk" | "elasticTrunk" | "originationUrl" | "credentialList",
      string
    >
  >
>;

/** The config that a person wrote for a stack, and the stack's place. */
export interface Config {
  /** `project/stack`: the prefix of its markers. */
  readonly project: string;
  readonly stack: string;
  readonly place: Place;
  readonly namePrefix: string;
  /** The topology's name in the program; another one renames every resource. */
  readonly topology: string;
  readonly adopt: "by-name" | "never";
  readonly adoptIds?: AdoptedIds | undefined;
  readonly rotation: string;
  readonly numbers: Readonly<Record<string, NumberConfig>>;
  /** Which of two trunks beside the topology's has an origination URL; if unset, the program has none of the three. */
  readonly spare?: 0 | 1 | undefined;
  /** A number that the program buys by search, beside the topology. */
  readonly line?: { readonly release: boolean } | undefined;
}

/** The arguments of the topology. */
export function topologyArgs({ place, namePrefix, adopt, adoptIds, rotation, numbers }: Config) {
  return {
    sipDomain: `${["one", "two"][place]}.sip.livekit.cloud`,
    namePrefix,
    adopt: adoptIds ? { default: adopt, ...adoptIds } : adopt,
    numbers: { ...numbers },
    outbound: { rotation },
  } satisfies TopologyArgs;
}
