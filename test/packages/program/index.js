import { SipTopology } from "@arkenos/stacks";

const support = new SipTopology("support", {
  sipDomain: "stranger.sip.livekit.cloud",
  namePrefix: "Stranger",
  agentName: "stranger-agent",
  numbers: {
    "+15105550100": {},
    "+15105550200": { purchase: true },
  },
});

export const terminationDomain = support.terminationDomain;
export const outboundTrunkId = support.outboundTrunkId;
export const node = process.version;
