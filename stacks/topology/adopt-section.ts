import { REGIONS } from "@arkenos/provider/values/regions";
import {
  CredentialList,
  DispatchRule,
  ElasticTrunk,
  InboundTrunk,
  OriginationUrl,
  OutboundTrunk,
} from "@arkenos/provider";
import { z } from "zod";

const all = z.enum(["by-name", "never"], { error: 'must be "by-name" or "never"' });
const url = OriginationUrl.spec.props.shape.adopt.unwrap();

const eachShape = {
  /** The policy for objects that are not listed here. @default "by-name" */
  default: all.default("by-name"),
  /** LiveKit's inbound trunk: `by-name`, `never`, or its id, `ST_…`. */
  inboundTrunk: InboundTrunk.spec.props.shape.adopt.unwrap().optional(),
  /** LiveKit's dispatch rule: `by-name`, `never`, or its id, `SDR_…`. */
  dispatchRule: DispatchRule.spec.props.shape.adopt.unwrap().optional(),
  /** LiveKit's outbound trunk: `by-name`, `never`, or its id, `ST_…`. */
  outboundTrunk: OutboundTrunk.spec.props.shape.adopt.unwrap().optional(),
  /** Twilio's trunk: `by-name`, `never`, or its SID, `TK…`. */
  elasticTrunk: ElasticTrunk.spec.props.shape.adopt.unwrap().optional(),
  /** The trunk's origination URL for `sipDomain`: `by-name`, `never`, or its SID, `OU…`. */
  originationUrl: url.optional(),
  /** The origination URLs of `trunk.fallbackRegions`, by region. @default {} */
  fallbackUrls: z.partialRecord(z.enum(REGIONS), url).default({}),
  /** The credential list for LiveKit's outbound calls: `by-name`, `never`, or its SID, `CL…`. */
  credentialList: CredentialList.spec.props.shape.adopt.unwrap().optional(),
};

/** The fields of {@link adoptSection} as an object. */
export interface AdoptShape extends Readonly<typeof eachShape> {}

/** The policy for existing objects, object by object. */
const each: z.ZodObject<AdoptShape, z.core.$strict> = z.strictObject(eachShape);

/** The policy for existing objects: one for all, or one for each object. */
export const adoptSection = z.union([all, each], {
  error: 'must be "by-name", "never", or an object of ids such as { "inboundTrunk": "ST_…" }',
});
