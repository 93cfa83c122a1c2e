import { SipTopology } from "@arkenos/stacks";

const telephony = new SipTopology("telephony", {
  sipDomain: "acme.sip.livekit.cloud",
  numbers: { "+15105550100": {} },
  // Twilio fails over to it if LiveKit does not answer, or ends a call that no worker took with 503.
  trunk: { fallbackRegions: ["eu"] },
});

export const terminationDomain = telephony.terminationDomain;
