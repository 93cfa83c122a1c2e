import type { Problem } from "@arkenos/provider/problem";
import { regionalSipDomain } from "@arkenos/provider/values/regions";
import type { Draft } from "../schema/reading.js";
import { encryptionProblems } from "./encryption.js";
import { type DraftNumbers, numberProblems } from "./number-rules.js";
import type { TopologyArgs } from "./topology-args.js";
import type { WholeTopology } from "./topology-schema.js";

/** The valid parts of a topology. A program may list its numbers. */
type DraftTopology = Omit<Draft<WholeTopology>, "numbers"> & { readonly numbers?: DraftNumbers };

/** Checks conditions that involve several objects: the numbers and the two clouds. */
export function topologyProblems(topology: DraftTopology): Problem[] {
  return [numberProblems, encryptionProblems, regionProblems].flatMap((rule) => rule(topology));
}

/** An argument that another one makes useless. */
export function uselessProblems({ inbound }: Pick<TopologyArgs, "inbound"> = {}): Problem[] {
  if (inbound?.rule === undefined || inbound.roomPrefix === undefined) return [];
  return [
    {
      path: ["inbound", "roomPrefix"],
      code: "useless",
      message: "is not used, because inbound.rule names the rooms",
      remedy: "write it in the rule, or leave it out",
    },
  ];
}

function regionProblems({ sipDomain, trunk }: DraftTopology): Problem[] {
  if (sipDomain === undefined) return [];
  const unknown = (trunk?.fallbackRegions ?? []).filter((region) => !regionalSipDomain(sipDomain, region));
  return unknown.map((region) => ({
    path: ["trunk", "fallbackRegions"],
    code: "no_regional_host",
    message: `${region} has no host, because ${sipDomain} is not <project>.sip.livekit.cloud`,
    remedy: "leave the regions out",
  }));
}

/**
 * A region that turns out to be the SIP domain's own, where the domain was not known in time to leave out the region's
 * origination URL.
 */
export function ownRegionProblems({ sipDomain, trunk }: DraftTopology): Problem[] {
  if (sipDomain === undefined) return [];
  const own = (trunk?.fallbackRegions ?? []).filter((region) => regionalSipDomain(sipDomain, region) === sipDomain);
  return own.map((region) => ({
    path: ["trunk", "fallbackRegions"],
    code: "duplicate",
    message: `names ${region}, but ${sipDomain} is already the host of that region`,
    remedy: `leave ${region} out`,
  }));
}
