import { DispatchRule, InboundTrunk } from "@arkenos/provider";
import { z } from "zod";
import { text } from "../schema/text.js";
import type { PropsOf } from "./props-of.js";

/** The fields of the inbound trunk. */
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
/** The fields of the dispatch rule. */
export const ofDispatchRule = { hidePhoneNumber: true, attributes: true, metadata: true } as const;

const ownShape = {
  /**
   * SIP status for calls that ring out because no worker answers; 0 means LiveKit's default, 486. Twilio fails over to
   * a fallback region or the disaster recovery URL after 503, but not after 486.
   *
   * @default 503 with `trunk.fallbackRegions` or `trunk.disasterRecoveryUrl`, otherwise unchanged
   */
  ringingTimeoutStatus: InboundTrunk.spec.props.shape.ringingTimeoutStatus,
  /** Prefix of room names. @default "call" */
  roomPrefix: text("call").default("call"),
};

type Fields = Pick<PropsOf<typeof InboundTrunk>, keyof typeof ofInboundTrunk> &
  Pick<PropsOf<typeof DispatchRule>, keyof typeof ofDispatchRule> &
  typeof ownShape;

/** The fields of {@link inboundSection}. */
export interface InboundShape extends Fields {}

/** How LiveKit handles inbound calls. */
export const inboundSection: z.ZodObject<InboundShape, z.core.$strict> = z.strictObject({
  ...InboundTrunk.spec.props.pick(ofInboundTrunk).shape,
  ...DispatchRule.spec.props.pick(ofDispatchRule).shape,
  ...ownShape,
});
