import { DispatchRule, ElasticTrunk, InboundTrunk, NumberAssociation, OriginationUrl } from "@arkenos/provider";

const number = "+15105550100";

// Create LiveKit's side first, so that it is ready for Twilio's calls.
const inbound = new InboundTrunk("inbound", { name: "Acme Inbound", numbers: [number] });
const rule = new DispatchRule("rule", {
  name: "Acme Dispatch",
  trunkIds: [inbound.id],
  rule: { type: "individual", roomPrefix: "call" },
  roomConfig: { agents: [{ agentName: "arkenos-agent" }] },
});
const trunk = new ElasticTrunk("trunk", { friendlyName: "Acme Inbound" });
const url = new OriginationUrl("url", {
  trunkSid: trunk.id,
  friendlyName: "LiveKit",
  sipUrl: "sip:acme.sip.livekit.cloud;transport=tcp",
});
new NumberAssociation("number", { number, trunkSid: trunk.id }, { dependsOn: [rule, url] });

export const terminationDomain = trunk.terminationDomain;
