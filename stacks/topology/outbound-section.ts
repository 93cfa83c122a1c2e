import { Credential, OutboundTrunk } from "@arkenos/provider";
import { z } from "zod";
import type { PropsOf } from "./props-of.js";

const { shape: trunk } = OutboundTrunk.spec.props;

/** The fields of the outbound trunk. */
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
  /** Whether the stack can make outbound calls. @default true */
  enabled: z.boolean({ error: "must be true or false" }).default(true),
  /**
   * Caller IDs: numbers of the stack or the account, and numbers that are verified at Twilio. With this list, a stack
   * without numbers can make outbound calls too. @default all numbers of the stack
   */
  fromNumbers: z.array(trunk.numbers.element, { error: "must be a list of numbers" }).optional(),
  /** The carrier's `host[:port]`, in place of the trunk's termination domain. */
  address: trunk.address.optional(),
  /** Change it to rotate the credential between LiveKit and Twilio. @default "" */
  rotation: Credential.spec.props.shape.rotation,
  /** Transport of calls to the carrier: `auto`, `udp`, `tcp`, `tls`. @default "auto", or "tls" with `trunk.secure` */
  transport: trunk.transport.unwrap().optional(),
};

type Fields = Pick<PropsOf<typeof OutboundTrunk>, keyof typeof ofOutboundTrunk> & typeof ownShape;

/** The fields of {@link outboundSection}. */
export interface OutboundShape extends Fields {}

/** How LiveKit places outbound calls. */
export const outboundSection: z.ZodObject<OutboundShape, z.core.$strict> = z.strictObject({
  ...ownShape,
  ...OutboundTrunk.spec.props.pick(ofOutboundTrunk).shape,
});
