import { SipTopology } from "@arkenos/stacks";

const sipDomain = "acme.sip.livekit.cloud";

new SipTopology("sales", {
  ...{ sipDomain, namePrefix: "Sales", agentName: "sales-agent" },
  numbers: { "+15105550100": {} },
});
new SipTopology("support", {
  ...{ sipDomain, namePrefix: "Support", agentName: "support-agent" },
  numbers: { "+15105550101": {} },
});
