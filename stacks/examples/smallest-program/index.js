import { SipTopology } from "@arkenos/stacks";

const telephony = new SipTopology("telephony", {
  sipDomain: "acme.sip.livekit.cloud",
  numbers: { "+15105550100": {} },
});

export const terminationDomain = telephony.terminationDomain;
