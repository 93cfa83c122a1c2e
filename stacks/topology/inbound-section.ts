import { DispatchRule, InboundTrunk } from "@arkenos/provider";
import { z } from "zod";
import { text } from "../schema/text.js";
import type { PropsOf } from "./props-of.js";

/** The fields that are the inbound trunk's. */
export const ofInboundTrunk = {
  allowedNumbers: true,
  allowedAddresses: true,
  headers: true,
  headersToAttributes: true,
  attributesToHeaders: true,
  includeHeaders: true,
  ringingTimeoutSeconds: true,
  maxCallDurationSeconds: true,
  krispEnabled: true,
  media: true,
} as const;
/** The fields that are the dispatch rule's. */
export const ofDispatchRule = { hidePhoneNumber: true, attributes: true, metadata: true } as const;

const ownShape = {
  /**
   * SIP status of a call that rings out because no worker takes it; 0 is LiveKit's own, 486. Twilio goes on to a
   * fallback region or the disaster recovery URL after 503, and not after 486.
   *
   * @default 503 with `trunk.fallbackRegions` or `trunk.disasterRecoveryUrl`, else what the trunk has
   */
  ringingTimeoutStatus: InboundTrunk.spec.props.shape.ringingTimeoutStatus,
  /** Beginning of the name of a call's room. @default "call" */
  roomPrefix: text("call").default("call"),
};

type Fields = Pick<PropsOf<typeof InboundTrunk>, keyof typeof ofInboundTrunk> &
  Pick<PropsOf<typeof DispatchRule>, keyof typeof ofDispatchRule> &
  typeof ownShape;

/** The fields of {@link inboundSection}. */
export interface InboundShape extends Fields {}

/** What LiveKit does with a call that comes in. */
export const inboundSection: z.ZodObject<InboundShape, z.core.$strict> = z.strictObject({
  ...InboundTrunk.spec.props.pick(ofInboundTrunk).shape,
  ...DispatchRule.spec.props.pick(ofDispatchRule).shape,
  ...ownShape,
});
