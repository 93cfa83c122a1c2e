import type { TopologyArgs } from "@arkenos/stacks";
import type { Place } from "./clouds.js";

/** How a number comes and goes. */
export interface NumberConfig {
  readonly purchase?: boolean;
  readonly release?: boolean;
  readonly move?: boolean;
}

/** Objects to adopt by their ids, as `adopt` of a config names them. */
export type AdoptedIds = Readonly<
  Partial<
    Record<
      "inboundTrunk" | "dispatchRule" | "outboundTrunk" | "elasticTrunk" | "originationUrl" | "credentialList",
      string
    >
  >
>;

/** What a person has written for a stack, and where it lives. */
export interface Config {
  /** `project/stack`: what the markers are made of. */
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
  /** Which of two trunks beside the topology's has an origination URL; without it the program has none of the three. */
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
