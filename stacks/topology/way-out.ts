import { Credential, CredentialList, type ElasticTrunk, OutboundTrunk, TrunkCredentialList } from "@arkenos/provider";
import type * as pulumi from "@pulumi/pulumi";
import { adoptOf } from "./adopt-section.js";
import { mediaFor } from "./encryption.js";
import { objectNames } from "./object-names.js";
import type { WholeTopology } from "./topology-schema.js";

/** The user that LiveKit is on Twilio's trunk. */
const USERNAME = "livekit";

/** LiveKit's outbound trunk, with a credential of its own to Twilio's trunk. */
export function wayOut(
  name: string,
  topology: WholeTopology,
  fromNumbers: readonly string[],
  elastic: ElasticTrunk,
  child: pulumi.ResourceOptions,
): OutboundTrunk {
  const { namePrefix, names, adopt, trunk, outbound } = topology;
  const { enabled: _, fromNumbers: __, rotation, address, media, transport, ...same } = outbound;
  const secure = trunk.secure && address === undefined;
  const wanted = {
    ...same,
    name: objectNames({ namePrefix, names }).outbound,
    numbers: [...fromNumbers],
    transport: transport ?? (secure ? "tls" : "auto"),
    media: mediaFor(secure, media),
    adopt: adoptOf(adopt, "outboundTrunk"),
  };
  const { authUsername, authPassword, attachment } = credentialOf(name, topology, elastic, child);
  return new OutboundTrunk(
    `${name}-outbound`,
    { ...wanted, address: address ?? elastic.terminationDomain, authUsername, authPassword },
    { ...child, dependsOn: attachment },
  );
}

function credentialOf(
  name: string,
  { namePrefix, names, adopt, outbound: { rotation } }: WholeTopology,
  elastic: ElasticTrunk,
  child: pulumi.ResourceOptions,
) {
  const friendlyName = objectNames({ namePrefix, names }).credentials;
  // A trunk of this name that serves somebody else is refused before its credentials are touched.
  const afterTrunk = { ...child, dependsOn: elastic };
  const callsThrough = elastic.id;
  const list = { friendlyName, trunkSid: elastic.id, callsThrough, usernames: [USERNAME] };
  const wanted = { ...list, adopt: adoptOf(adopt, "credentialList") };
  const { id: credentialListSid } = new CredentialList(`${name}-credentials`, wanted, afterTrunk);
  const credential = { credentialListSid, callsThrough, username: USERNAME, rotation };
  const { authUsername, authPassword } = new Credential(`${name}-credential`, credential, child);
  const sids = { trunkSid: elastic.id, credentialListSid, callsThrough };
  return { authUsername, authPassword, attachment: new TrunkCredentialList(`${name}-trunk-credentials`, sids, child) };
}
