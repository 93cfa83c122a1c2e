import { ElasticTrunk } from "@arkenos/provider";
import { REGIONS } from "@arkenos/provider/values/regions";
import { z } from "zod";
import type { PropsOf } from "./props-of.js";
import { withDetail } from "@arkenos/provider/issues";

/** The fields of the Elastic trunk. */
export const ofElasticTrunk = {
  domainName: true,
  secure: true,
  transferMode: true,
  transferCallerId: true,
  cnamLookupEnabled: true,
  recording: true,
  disasterRecoveryUrl: true,
  disasterRecoveryMethod: true,
} as const;

const ownShape = {
  /** Transport of calls to LiveKit: `tcp`, `udp`, `tls`. @default "tcp", or "tls" with `secure` */
  transport: z.enum(["tcp", "udp", "tls"], { error: 'must be "tcp", "udp" or "tls"' }).optional(),
  /**
   * Regions of LiveKit Cloud that Twilio tries in this order if the nearest one does not answer, or rejects a call with
   * a status on which Twilio fails over. @default []
   */
  fallbackRegions: z
    .array(z.enum(REGIONS, { error: `must be one of ${REGIONS.join(", ")}` }), { error: "must be a list of regions" })
    .refine(
      (regions) => new Set(regions).size === regions.length,
      withDetail({ code: "duplicate", message: "names a region twice", remedy: "keep one of the two" }),
    )
    .default([]),
};

type Fields = Pick<PropsOf<typeof ElasticTrunk>, keyof typeof ofElasticTrunk> & typeof ownShape;

/** The fields of {@link trunkSection}. */
export interface TrunkShape extends Fields {}

/** The trunk between Twilio and LiveKit. */
export const trunkSection: z.ZodObject<TrunkShape, z.core.$strict> = z.strictObject({
  ...ElasticTrunk.spec.props.pick(ofElasticTrunk).shape,
  ...ownShape,
});
