import type { Draft } from "../schema/reading.js";
import { regionalSipDomain } from "../sip-domain.js";
import { encryptionProblems } from "./encryption.js";
import { numberProblems } from "./number-rules.js";
import type { WholeTopology } from "./topology-schema.js";

/** What no single object can check: conditions between the numbers and the two clouds. */
export function topologyProblems(topology: Draft<WholeTopology>): string[] {
  return [numberProblems, encryptionProblems, regionProblems].flatMap((rule) => rule(topology));
}

function regionProblems({ sipDomain, trunk }: Draft<WholeTopology>): string[] {
  if (sipDomain === undefined) return [];
  const homeless = (trunk?.fallbackRegions ?? []).filter((region) => !regionalSipDomain(sipDomain, region));
  return homeless.map(
    (region) =>
      `trunk.fallbackRegions: ${region} has no host, because ${sipDomain} is not <project>.sip.livekit.cloud; ` +
      "leave the regions out",
  );
}
