import { ElasticTrunk } from "@arkenos/provider";
import { z } from "zod";

const { shape: trunk } = ElasticTrunk.spec.props;
/** Regions of LiveKit Cloud that have a SIP host each. */
export const REGIONS = ["us", "eu", "india", "sa", "australia"] as const;

/** The trunk between Twilio and LiveKit. */
export const trunkSection = z.strictObject({
  domainName: trunk.domainName,
  secure: trunk.secure,
  /** Transport of calls to LiveKit: `tcp`, `udp`, `tls`. @default "tcp", or "tls" where `secure` */
  transport: z.enum(["tcp", "udp", "tls"], { error: 'must be "tcp", "udp" or "tls"' }).optional(),
  /**
   * Regions of LiveKit Cloud that Twilio tries in this order after the nearest one did not answer, or refused a call
   * with a status that Twilio fails over on. @default []
   */
  fallbackRegions: z
    .array(z.enum(REGIONS, { error: `must be one of ${REGIONS.join(", ")}` }), { error: "must be a list of regions" })
    .refine((regions) => new Set(regions).size === regions.length, "names a region twice; keep one of the two")
    .default([]),
  transferMode: trunk.transferMode,
  transferCallerId: trunk.transferCallerId,
  cnamLookupEnabled: trunk.cnamLookupEnabled,
  recording: trunk.recording,
  disasterRecoveryUrl: trunk.disasterRecoveryUrl,
  disasterRecoveryMethod: trunk.disasterRecoveryMethod,
});
