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
  maxCallDurationSeconds: trunk.maxCallDurationSeconds,
  krispEnabled: trunk.krispEnabled,
  media: trunk.media,
  hidePhoneNumber: rule.hidePhoneNumber,
  /** Beginning of the name of a call's room. @default "call" */
  roomPrefix: text("call").default("call"),
  attributes: rule.attributes,
  metadata: rule.metadata,
});
