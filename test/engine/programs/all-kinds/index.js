import { IpAccessControlList, IpAddress, PhoneNumber, TrunkIpAccessControlList } from "@arkenos/provider";
import { SipTopology } from "@arkenos/stacks";

// Every kind of resource at least once: nine of them are in the topology, a bought number among them.
const { elasticTrunkSid: trunkSid } = new SipTopology("all", {
  sipDomain: "acme.sip.livekit.cloud",
  numbers: { "+15105550100": {}, "+12065550200": { purchase: true } },
});

const { ipAccessControlListSid } = new IpAccessControlList("office", { friendlyName: "Office" });
new IpAddress("office", { ipAccessControlListSid, friendlyName: "Office", ipAddress: "203.0.113.8" });
new TrunkIpAccessControlList("office", { trunkSid, ipAccessControlListSid });

new PhoneNumber("any", { search: { areaCode: "510" } });
