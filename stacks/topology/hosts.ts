import * as pulumi from "@pulumi/pulumi";
import { regionalSipDomain } from "@arkenos/provider/values/regions";
import type { Topology } from "./topology-args.js";

/** The region of a fallback. */
type Region = Topology["trunk"]["fallbackRegions"][number];

/** A SIP host that receives the trunk's calls. The first one has no region. */
export interface Host {
  readonly region: Region | undefined;
  readonly host: pulumi.Input<string>;
}

/** The SIP hosts that receive the trunk's calls, in the order in which Twilio tries them. */
export function hostsOf({ sipDomain, trunk }: Pick<Topology, "sipDomain" | "trunk">): Host[] {
  const hostIn = (domain: string, region: Region) => regionalSipDomain(domain, region) ?? domain;
  const fallbacks = trunk.fallbackRegions.map((region): Host => {
    const isKnown = typeof sipDomain === "string";
    const host = isKnown
      ? hostIn(sipDomain, region)
      : pulumi.output(sipDomain).apply((domain) => hostIn(domain, region));
    return { region, host };
  });
  // The SIP domain may already be the host of a region.
  return [{ region: undefined, host: sipDomain }, ...fallbacks.filter(({ host }) => host !== sipDomain)];
}
