import {
  Credential,
  CredentialList,
  type ElasticTrunk,
  OutboundTrunk,
  type OutboundTrunkArgs,
  TrunkCredentialList,
} from "@arkenos/provider";
import type * as pulumi from "@pulumi/pulumi";
import { adoptOf } from "./adopt.js";
import type { OutboundNodes } from "./nodes.js";
import { ofOutboundTrunk } from "./outbound-section.js";
import { programNames } from "./program-names.js";
import { fieldsOf } from "./props-of.js";
import { ifSecure, mediaFor } from "./secure.js";
import { made, transformed } from "./transform.js";
import type { Plan } from "./inbound-nodes.js";

/** LiveKit's username on Twilio's trunk. */
const USERNAME = "livekit";

/** The nodes of outbound calls, and the numbers that LiveKit calls from. */
interface Outbound {
  readonly nodes: OutboundNodes;
  readonly fromNumbers: OutboundTrunkArgs["numbers"];
}

/** A topology without outbound calls. */
export const NO_OUTBOUND: Outbound = {
  nodes: { credentialList: undefined, credential: undefined, trunkCredentialList: undefined, outboundTrunk: undefined },
  fromNumbers: [],
};

/** Creates LiveKit's outbound trunk and its credential for Twilio's trunk. */
export function outboundNodes(plan: Plan, numbers: readonly pulumi.Input<string>[], elastic: ElasticTrunk): Outbound {
  const { name, topology, child } = plan;
  const { adopt, trunk, outbound, transform } = topology;
  const { address, media, transport } = outbound;
  const secure = address === undefined ? trunk.secure : false;
  const { credentialList, credential, trunkCredentialList } = credentialOf(plan, elastic);
  const { authUsername, authPassword } = credential;
  const wanted = {
    ...fieldsOf(outbound, ofOutboundTrunk),
    name: programNames(topology).outbound,
    numbers: [...numbers],
    transport: transport ?? ifSecure(secure, "tls", "auto"),
    media: mediaFor(secure, media) as OutboundTrunkArgs["media"],
    adopt: adoptOf(adopt, "outboundTrunk"),
    ...{ address: address ?? elastic.terminationDomain, authUsername, authPassword },
  };
  const options = { ...child, dependsOn: trunkCredentialList };
  const outboundName = `${name}-outbound`;
  const [args, changed] = transformed<OutboundTrunkArgs>(transform.outboundTrunk, outboundName, wanted, options);
  const outboundTrunk = new OutboundTrunk(outboundName, args, changed);
  return { nodes: { credentialList, credential, trunkCredentialList, outboundTrunk }, fromNumbers: args.numbers };
}

function credentialOf({ name, topology, child }: Plan, elastic: ElasticTrunk) {
  const { adopt, outbound, transform } = topology;
  const { rotation } = outbound;
  const friendlyName = programNames(topology).credentials;
  // A trunk with this name that serves another stack is refused before its credentials change.
  const afterTrunk = { ...child, dependsOn: elastic };
  const callsThrough = elastic.id;
  const list = { friendlyName, trunkSid: elastic.id, callsThrough, usernames: [USERNAME] };
  const wanted = { ...list, adopt: adoptOf(adopt, "credentialList") };
  const credentialList = made(CredentialList, transform.credentialList, `${name}-credentials`, wanted, afterTrunk);
  const { id: credentialListSid } = credentialList;
  const user = { credentialListSid, callsThrough, username: USERNAME, rotation };
  const credential = made(Credential, transform.credential, `${name}-credential`, user, child);
  const sids = { trunkSid: elastic.id, credentialListSid, callsThrough };
  const attached = `${name}-trunk-credentials`;
  const trunkCredentialList = made(TrunkCredentialList, transform.trunkCredentialList, attached, sids, child);
  return { credentialList, credential, trunkCredentialList };
}
