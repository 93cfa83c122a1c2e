import { DispatchRule, InboundTrunk } from "@arkenos/provider";
import { z } from "zod";
import { text } from "../schema/text.js";

const { shape: trunk } = InboundTrunk.spec.props;
const { shape: rule } = DispatchRule.spec.props;

/** What LiveKit does with a call that comes in. */
export const inboundSection = z.strictObject({
  allowedNumbers: trunk.allowedNumbers,
  allowedAddresses: trunk.allowedAddresses,
  headers: trunk.headers,
  headersToAttributes: trunk.headersToAttributes,
  attributesToHeaders: trunk.attributesToHeaders,
  includeHeaders: trunk.includeHeaders,
  ringingTimeoutSeconds: trunk.ringingTimeoutSeconds,
  /**
   * SIP status of a call that rings out because no worker takes it; 0 is LiveKit's own, 486. Twilio goes on to a
   * fallback region or the disaster recovery URL after 503, and not after 486.
   *
   * @default 503 with `trunk.fallbackRegions` or `trunk.disasterRecoveryUrl`, else what the trunk has
   */
  ringingTimeoutStatus: trunk.ringingTimeoutStatus,
  maxCallDurationSeconds: trunk.maxCallDurationSeconds,
  krispEnabled: trunk.krispEnabled,
  media: trunk.media,
  hidePhoneNumber: rule.hidePhoneNumber,
  /** Beginning of the name of a call's room. @default "call" */
  roomPrefix: text("call").default("call"),
  attributes: rule.attributes,
  metadata: rule.metadata,
});
