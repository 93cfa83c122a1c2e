import {
  Credential,
  CredentialList,
  IpAccessControlList,
  IpAddress,
  PhoneNumber,
  TrunkCredentialList,
  TrunkIpAccessControlList,
} from "@arkenos/provider";
import { SipTopology } from "@arkenos/stacks";
import * as pulumi from "@pulumi/pulumi";

// A program of that time, with every kind of resource. EDITED changes each kind that can be changed in place.
const edited = process.env.EDITED === "yes";
const version = edited ? "2" : "1";

const { elasticTrunkSid: trunkSid } = new SipTopology("phone", {
  sipDomain: "acme.sip.livekit.cloud",
  namePrefix: edited ? "Acme" : "Arkenos",
  numbers: {
    "+15105550100": {},
    "+15105550101": { move: true },
    "+12065550200": { purchase: true },
  },
  trunk: { transport: edited ? "tls" : "tcp", transferMode: "sip-only", recording: { mode: "record-from-answer" } },
  inbound: {
    krispEnabled: true,
    ringingTimeoutSeconds: 20,
    headersToAttributes: { "X-Tenant": "tenant" },
    attributes: { version },
  },
  outbound: { destinationCountry: "US", headers: { "X-Version": version } },
});

const office = new IpAccessControlList("office", { friendlyName: `Office ${version}` });
new IpAddress("office", {
  ipAccessControlListSid: office.ipAccessControlListSid,
  friendlyName: `Front desk ${version}`,
  ipAddress: "203.0.113.8",
});
new TrunkIpAccessControlList("office", { trunkSid, ipAccessControlListSid: office.ipAccessControlListSid });

const desk = new CredentialList("desk", { friendlyName: `Desk phones ${version}` });
new Credential("desk", {
  credentialListSid: desk.credentialListSid,
  username: "desk",
  password: pulumi.secret(`Correct horse battery ${version}`),
});
new TrunkCredentialList("desk", { trunkSid, credentialListSid: desk.credentialListSid });

new PhoneNumber("any", { search: { areaCode: "510" }, friendlyName: `Support line ${version}` });
