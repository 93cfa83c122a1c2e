import { Credential, OutboundTrunk } from "@arkenos/provider";
import { z } from "zod";
import type { PropsOf } from "./props-of.js";

const { shape: trunk } = OutboundTrunk.spec.props;

/** The fields that are the outbound trunk's as they are. */
export const ofOutboundTrunk = {
  destinationCountry: true,
  fromHost: true,
  headers: true,
  headersToAttributes: true,
  attributesToHeaders: true,
  includeHeaders: true,
  media: true,
} as const;

const ownShape = {
  /** Whether there is a way out. @default true */
  enabled: z.boolean({ error: "must be true or false" }).default(true),
  /**
   * Numbers that calls may come from: the stack's own, others of the account, and caller IDs that are verified
   * at Twilio. Named here, calls go out even where no number comes in. @default all numbers of the stack
   */
  fromNumbers: z.array(trunk.numbers.element, { error: "must be a list of numbers" }).optional(),
  /** The carrier's `host[:port]`, instead of the trunk's termination domain. */
  address: trunk.address.optional(),
  /** Change it to rotate the credential between LiveKit and Twilio. @default "" */
  rotation: Credential.spec.props.shape.rotation,
  /** Transport of calls to the carrier: `auto`, `udp`, `tcp`, `tls`. @default "auto", or "tls" where `trunk.secure` */
  transport: trunk.transport.unwrap().optional(),
};

type Fields = Pick<PropsOf<typeof OutboundTrunk>, keyof typeof ofOutboundTrunk> & typeof ownShape;

/** The fields of {@link outboundSection}. */
export interface OutboundShape extends Fields {}

/** How LiveKit calls out. */
export const outboundSection: z.ZodObject<OutboundShape, z.core.$strict> = z.strictObject({
  ...ownShape,
  ...OutboundTrunk.spec.props.pick(ofOutboundTrunk).shape,
});
