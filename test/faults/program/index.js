import {
  CredentialList,
  ElasticTrunk,
  IpAccessControlList,
  IpAddress,
  NumberAssociation,
  PhoneNumber,
  TrunkCredentialList,
  TrunkIpAccessControlList,
} from "@arkenos/provider";
import { SipTopology } from "@arkenos/stacks";

// Every kind of resource. EDITION is one of:
//   first    what is made from nothing
//   edited   a change of each kind: in place, by a new object, by a move
//   leaving  the first, with two bought numbers that are released when they leave the program
//   left     and they have gone
const edition = process.env.EDITION ?? "first";
const edited = edition === "edited";
const version = edited ? "2" : "1";
const release = edition === "leaving";

const { elasticTrunkSid } = new SipTopology("phone", {
  sipDomain: "acme.sip.livekit.cloud",
  namePrefix: edited ? "Acme" : "Arkenos",
  numbers: {
    "+15105550100": {},
    "+15105550101": { move: true },
    ...(edition !== "left" && { "+12065550200": { purchase: true, release } }),
    ...(edited && { "+12065550201": { purchase: true } }),
  },
  trunk: { transport: edited ? "tls" : "tcp", recording: { mode: edited ? "do-not-record" : "record-from-answer" } },
  inbound: { krispEnabled: true, attributes: { version } },
  outbound: { rotation: edited ? "2" : "", headers: { "X-Version": version } },
});

// A second trunk and a third, between which a number and two lists move.
const spares = ["a", "b"].map((name) => new ElasticTrunk(`spare-${name}`, { friendlyName: `Spare ${name}` }));
const trunkSid = spares[edited ? 1 : 0].trunkSid;
new NumberAssociation("roving", { number: "+15105550103", trunkSid });

const { ipAccessControlListSid } = new IpAccessControlList("office", { friendlyName: `Office ${version}` });
new IpAddress("office", { ipAccessControlListSid, friendlyName: `Front desk ${version}`, ipAddress: "203.0.113.8" });
new TrunkIpAccessControlList("office", { trunkSid, ipAccessControlListSid });

const { credentialListSid } = new CredentialList("desk", { friendlyName: `Desk phones ${version}` });
new TrunkCredentialList("desk", { trunkSid: edited ? trunkSid : elasticTrunkSid, credentialListSid });

if (edition !== "left") {
  new PhoneNumber("any", { search: { areaCode: "510" }, friendlyName: `Support line ${version}`, release });
}
