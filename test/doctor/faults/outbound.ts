import { ACCOUNT_SID } from "../../emulator/twilio/seed.js";
import { type Fault, ownId } from "../fault.js";
import type { TestedStack } from "../healthy-stack.js";

const theElastic = ({ ids }: TestedStack) => ids.ElasticTrunk ?? "";
const theOutbound = ({ ids }: TestedStack) => ids.OutboundTrunk ?? "";
const theList = ({ ids }: TestedStack) => ids.CredentialList ?? "";

function patchOutbound({ emulator, ids }: TestedStack, fields: object): void {
  emulator.livekit.store.outboundTrunks.patch(ids.OutboundTrunk ?? "", fields);
}

function patchElastic({ emulator, ids }: TestedStack, fields: object): void {
  emulator.twilio.store.trunks.patch(ids.ElasticTrunk ?? "", fields);
}

/** Faults of outbound calls. */
export const outboundFaults: readonly Fault[] = [
  {
    id: "termination-domain",
    when: "the trunk lost its termination domain",
    plant: (target) => patchElastic(target, { domainName: null }),
    subject: theElastic,
    names: ".pstn.twilio.com",
  },
  {
    id: "termination-domain-free",
    when: "a trunk with an explicit domain was not created yet",
    severity: "info",
    plant: (target) => {
      const { desired } = target;
      const trunk = { ...desired.config.trunk, domainName: "acme.pstn.twilio.com" };
      target.desired = { ...desired, held: [], config: { ...desired.config, trunk } };
    },
    subject: "trunk.domainName",
    names: "acme-2.pstn.twilio.com",
  },
  {
    id: "termination-auth",
    when: "the credential list was detached",
    plant: ({ emulator, ids }) => {
      emulator.twilio.store.trunkCredentialLists.delete(ids.TrunkCredentialList ?? "");
    },
    subject: theElastic,
    names: "Arkenos LiveKit",
  },
  {
    id: "termination-auth-both",
    when: "an IP access control list was attached too",
    severity: "warning",
    plant: ({ emulator: { twilio }, ids }) => {
      const list = twilio.store.ipAccessControlLists.insert({
        ...twilio.store.entity("AL", ACCOUNT_SID),
        friendlyName: "Office",
      });
      const trunkSid = ids.ElasticTrunk ?? "";
      twilio.store.trunkIpAccessControlLists.insert({ ...list, trunkSid, id: `${trunkSid}/${list.sid}` });
    },
    subject: theElastic,
    names: ({ emulator }) => emulator.twilio.store.ipAccessControlLists.all()[0]?.sid ?? "",
  },
  {
    id: "credential-list-empty",
    when: "the credential was deleted",
    plant: ({ emulator, ids }) => void emulator.twilio.store.credentials.delete(ownId(ids.Credential)),
    subject: theList,
    names: "Arkenos LiveKit",
  },
  {
    id: "credential-list-shared",
    when: "another trunk uses the credential list",
    severity: "info",
    plant: ({ emulator: { twilio }, ids }) => {
      const trunk = twilio.store.trunks.get(ids.ElasticTrunk ?? "");
      const attached = twilio.store.trunkCredentialLists.get(ids.TrunkCredentialList ?? "");
      if (!trunk || !attached) throw new Error("the stack has no trunk");
      const entity = twilio.store.entity("TK", ACCOUNT_SID);
      twilio.store.trunks.insert({ ...trunk, ...entity, friendlyName: "Other", domainName: "other.pstn.twilio.com" });
      twilio.store.trunkCredentialLists.insert({
        ...attached,
        trunkSid: entity.sid,
        id: `${entity.sid}/${attached.sid}`,
      });
    },
    subject: theList,
    names: "2 trunks",
  },
  {
    id: "symmetric-rtp",
    when: "somebody switched symmetric RTP on",
    severity: "info",
    plant: (target) => patchElastic(target, { symmetricRtpEnabled: true }),
    subject: theElastic,
    names: "Console",
  },
  {
    id: "outbound-trunk-missing",
    when: "the outbound trunk was deleted in the dashboard",
    plant: ({ emulator, ids }) => void emulator.livekit.store.outboundTrunks.delete(ids.OutboundTrunk ?? ""),
    subject: theOutbound,
    names: theOutbound,
  },
  {
    id: "outbound-address",
    when: "LiveKit dials another trunk's domain",
    plant: (target) => patchOutbound(target, { address: "other.pstn.twilio.com" }),
    subject: theOutbound,
    names: "other.pstn.twilio.com",
  },
  {
    id: "outbound-address-format",
    when: "the address has a scheme",
    plant: (target) => patchOutbound(target, { address: "sip:acme.pstn.twilio.com" }),
    subject: theOutbound,
    names: "sip:acme.pstn.twilio.com",
  },
  {
    id: "outbound-username",
    when: "LiveKit authenticates as somebody whom Twilio does not know",
    plant: (target) => patchOutbound(target, { authUsername: "nobody-knows-me" }),
    subject: theOutbound,
    names: "nobody-knows-me",
  },
  {
    id: "outbound-password",
    when: "LiveKit has another password than the stack",
    plant: (target) => patchOutbound(target, { authPassword: "another-password-1A" }),
    subject: theOutbound,
    names: theOutbound,
  },
  {
    id: "outbound-caller-id",
    when: "calls would come from a number that is neither owned nor verified",
    plant: (target) => patchOutbound(target, { numbers: ["+15105550100", "+442079460100"] }),
    subject: theOutbound,
    names: "+442079460100",
  },
  {
    id: "outbound-region",
    when: "an Indian number calls without a region",
    severity: "warning",
    plant: (target) => {
      const { desired } = target;
      const numbers = { "+912212345678": desired.config.numbers["+15105550100"] } as typeof desired.config.numbers;
      const outbound = { ...desired.config.outbound, destinationCountry: "" };
      const livekitUrl = "wss://acme.livekit.cloud";
      const config = { ...desired.config, numbers, outbound, livekitUrl };
      target.desired = { ...desired, config, held: [] };
      const { numbers: owned } = target.emulator.twilio.store;
      owned.patch(owned.all()[0]?.sid ?? "", { phoneNumber: "+912212345678" });
      target.emulator.livekit.store.inboundTrunks.patch(target.ids.InboundTrunk ?? "", {
        numbers: ["+912212345678"],
      });
    },
    subject: "outbound.destinationCountry",
    names: "IN",
  },
  {
    id: "transfer-mode",
    when: "the trunk forbids the transfers that an agent may make",
    plant: (target) => patchElastic(target, { transferMode: "disable-all" }),
    subject: theElastic,
    names: "enable-all",
  },
  {
    id: "transfer-target",
    when: "a phone number is a sip: target",
    plant: (target) => {
      const { desired } = target;
      const { reception } = desired.config.agents;
      if (!reception) throw new Error("the stack has no reception");
      const targets = { sales: "sip:+15105550199@acme.pstn.twilio.com" };
      const agents = {
        ...desired.config.agents,
        reception: { ...reception, tools: [{ type: "transfer_call" as const, targets }] },
      };
      target.desired = { ...desired, config: { ...desired.config, agents } };
    },
    subject: "agents.reception.tools.transfer_call.targets.sales",
    names: "tel:+15105550199",
  },
];
