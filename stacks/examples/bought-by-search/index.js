import { PhoneNumber } from "@arkenos/provider";
import { SipTopology } from "@arkenos/stacks";

// Twilio says which number it is once it is bought.
const support = new PhoneNumber("support", { search: { areaCode: "206" } });

const telephony = new SipTopology("telephony", {
  sipDomain: "acme.sip.livekit.cloud",
  numbers: [
    { number: "+15105550100" },
    // A worker of its own answers this number.
    { key: "support", number: support.phoneNumber, agentName: "support-agent" },
  ],
  // What the topology's arguments do not cover is set on its resources.
  transform: {
    originationUrl: { weight: 5 },
    dispatchRule: (rule) => {
      rule.krispEnabled = true;
    },
  },
});

export const supportNumber = support.phoneNumber;
export const dispatchRules = telephony.nodes.dispatchRules.map(({ ruleId }) => ruleId);
