import { SIPMediaEncryption } from "@livekit/protocol";
import type { DispatchRule, InboundTrunk } from "../livekit/store.js";
import type { Trail } from "./trail.js";

const { SIP_MEDIA_ENCRYPT_DISABLE: disable, SIP_MEDIA_ENCRYPT_REQUIRE: require } = SIPMediaEncryption;

/**
 * Whether the two sides agree on encryption. An assumption: LiveKit with encryption disabled refuses an offer with SRTP
 * only, which is what Twilio's secure trunks send.
 */
export function checkEncryption(
  offered: boolean,
  trunk: InboundTrunk | undefined,
  rule: DispatchRule,
  trail: Trail,
): boolean {
  const wanted = merged(trunk && encryptionOf(trunk), encryptionOf(rule)) ?? disable;
  if (offered && wanted === disable) {
    trail.fail(
      "dispatch-rule",
      "Twilio's trunk is secure and offers SRTP only, which LiveKit is not set to take.",
      rule.sipDispatchRuleId,
    );
    return false;
  }
  if (!offered && wanted === require) {
    trail.fail(
      "dispatch-rule",
      "LiveKit requires SRTP, which Twilio offers on secure trunks only.",
      rule.sipDispatchRuleId,
    );
    return false;
  }
  return true;
}

function encryptionOf({ media, mediaEncryption }: InboundTrunk | DispatchRule): SIPMediaEncryption | undefined {
  return media?.encryption ?? (mediaEncryption === disable ? undefined : mediaEncryption);
}

/** The rule's setting counts, unless it is unset or `DISABLE`. */
function merged(
  trunk: SIPMediaEncryption | undefined,
  rule: SIPMediaEncryption | undefined,
): SIPMediaEncryption | undefined {
  return rule === undefined || (rule === disable && trunk !== undefined) ? trunk : rule;
}
