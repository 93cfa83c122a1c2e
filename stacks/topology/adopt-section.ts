import { REGIONS, type Region } from "@arkenos/provider/values/regions";
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
  /** What goes for the objects that are not named here. @default "by-name" */
  default: all.default("by-name"),
  /** LiveKit's inbound trunk: `by-name`, `never`, or its id, `ST_…`. */
  inboundTrunk: InboundTrunk.spec.props.shape.adopt.unwrap().optional(),
  /** LiveKit's dispatch rule: `by-name`, `never`, or its id, `SDR_…`. */
  dispatchRule: DispatchRule.spec.props.shape.adopt.unwrap().optional(),
  /** LiveKit's outbound trunk: `by-name`, `never`, or its id, `ST_…`. */
  outboundTrunk: OutboundTrunk.spec.props.shape.adopt.unwrap().optional(),
  /** Twilio's trunk: `by-name`, `never`, or its SID, `TK…`. */
  elasticTrunk: ElasticTrunk.spec.props.shape.adopt.unwrap().optional(),
  /** The trunk's URL that leads to `sipDomain`: `by-name`, `never`, or its SID, `OU…`. */
  originationUrl: url.optional(),
  /** The URLs of `trunk.fallbackRegions`, by region. @default {} */
  fallbackUrls: z.partialRecord(z.enum(REGIONS), url).default({}),
  /** The list of LiveKit's credential to the trunk: `by-name`, `never`, or its SID, `CL…`. */
  credentialList: CredentialList.spec.props.shape.adopt.unwrap().optional(),
};

/** The fields of {@link adoptSection} that says something else for each object. */
export interface AdoptShape extends Readonly<typeof eachShape> {}

/** What to do about objects that exist already, object by object. */
const each: z.ZodObject<AdoptShape, z.core.$strict> = z.strictObject(eachShape);

/** What to do about objects that exist already: one answer for all, or one for each. */
export const adoptSection = z.union([all, each], {
  error: 'must be "by-name", "never", or an object of ids such as { "inboundTrunk": "ST_…" }',
});

type Adopt = z.output<typeof adoptSection>;

/** What the config says of one object. */
export function adoptOf(
  adopt: Adopt,
  object: Exclude<keyof z.output<typeof each>, "default" | "fallbackUrls">,
): string {
  return typeof adopt === "string" ? adopt : (adopt[object] ?? adopt.default);
}

/** What the config says of objects that it cannot name. */
export function adoptOfOthers(adopt: Adopt): string {
  return typeof adopt === "string" ? adopt : adopt.default;
}

/** What the config says of the URL of a fallback region. */
export function adoptOfFallback(adopt: Adopt, region: Region): string {
  return typeof adopt === "string" ? adopt : (adopt.fallbackUrls[region] ?? adopt.default);
}
