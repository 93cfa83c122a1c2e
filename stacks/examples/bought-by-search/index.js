import { PhoneNumber } from "@arkenos/provider";
import { SipTopology } from "@arkenos/stacks";

// Twilio says which number it is once it is bought.
const support = new PhoneNumber("support", { search: { areaCode: "206" } });

const telephony = new SipTopology("telephony", {
  sipDomain: "acme.sip.livekit.cloud",
  numbers: [{ number: "+15105550100" }, { key: "support", number: support.phoneNumber }],
  // Rooms close as soon as the caller leaves.
  transform: {
    dispatchRule: { roomConfig: { departureTimeoutSeconds: 1, agents: [{ agentName: "arkenos-agent" }] } },
  },
});

export const supportNumber = support.phoneNumber;
export const dispatchRules = telephony.nodes.dispatchRules.map(({ ruleId }) => ruleId);
