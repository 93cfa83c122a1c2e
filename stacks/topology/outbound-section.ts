import { Credential, OutboundTrunk } from "@arkenos/provider";
import { z } from "zod";

const { shape: trunk } = OutboundTrunk.spec.props;

/** How LiveKit calls out. */
export const outboundSection = z.strictObject({
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
  destinationCountry: trunk.destinationCountry,
  transport: trunk.transport.unwrap().optional(),
  fromHost: trunk.fromHost,
  headers: trunk.headers,
  headersToAttributes: trunk.headersToAttributes,
  attributesToHeaders: trunk.attributesToHeaders,
  includeHeaders: trunk.includeHeaders,
  media: trunk.media,
});
