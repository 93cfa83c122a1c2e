import type { Seen } from "../observe/observed.js";
import type { Trail } from "./hop.js";
import type { Invite } from "./phone-call.js";

/** Whether both sides agree on audio encryption. The rule's setting applies unless it is unset or "disable". */
export function agreeOnEncryption(
  { encrypted }: Invite,
  trunk: Seen<"InboundTrunk"> | undefined,
  rule: Seen<"DispatchRule">,
  trail: Trail,
): boolean {
  const [ofRule, ofTrunk] = [rule.props.media?.encryption, trunk?.props.media?.encryption];
  const wanted = (ofRule === undefined || ofRule === "disable" ? (ofTrunk ?? ofRule) : ofRule) ?? "disable";
  if (encrypted && wanted === "disable")
    trail.fail(
      "dispatch-rule",
      "Twilio offers SRTP only on a secure trunk, and LiveKit is not configured to accept it",
      rule.id,
    );
  else if (!encrypted && wanted === "require")
    trail.fail("dispatch-rule", "LiveKit requires SRTP, and Twilio offers it on secure trunks only", rule.id);
  else return true;
  return false;
}
