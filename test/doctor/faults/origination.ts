import { ACCOUNT_SID } from "../../emulator/twilio/seed.js";
import { type Fault, ownId } from "../fault.js";
import type { TestedStack } from "../healthy-stack.js";

const HOST = "acme.sip.livekit.cloud";
const theUrl = ({ ids }: TestedStack) => ids.OriginationUrl ?? "";
const theTrunk = ({ ids }: TestedStack) => ids.ElasticTrunk ?? "";

function patchUrl({ emulator, ids }: TestedStack, fields: object): void {
  emulator.twilio.store.originationUrls.patch(ownId(ids.OriginationUrl), fields);
}

function addUrl({ emulator: { twilio }, ids }: TestedStack, sipUrl: string, fields: object = {}): string {
  const { sid } = twilio.store.originationUrls.insert({
    ...twilio.store.entity("OU", ACCOUNT_SID),
    ...{ trunkSid: ids.ElasticTrunk ?? "", friendlyName: "Other", sipUrl, priority: 9, weight: 1, enabled: true },
    ...fields,
  });
  return sid;
}

/** Faults between Twilio's trunk and LiveKit. */
export const originationFaults: readonly Fault[] = [
  {
    id: "sip-domain-derived",
    when: "sipDomain is unset",
    severity: "warning",
    plant: (target) => {
      const config = { ...target.desired.config, sipDomainDerived: true };
      target.desired = { ...target.desired, config };
    },
    subject: "sipDomain",
    names: HOST,
  },
  {
    id: "origination-host",
    when: "the URL has the URL's subdomain instead of the project's id",
    plant: (target) => patchUrl(target, { sipUrl: "sip:acme-corp.sip.livekit.cloud;transport=tcp" }),
    subject: theTrunk,
    names: "acme-corp.sip.livekit.cloud",
  },
  {
    id: "origination-transport",
    when: "the URL names no transport",
    plant: (target) => patchUrl(target, { sipUrl: `sip:${HOST}` }),
    subject: theUrl,
    names: `sip:${HOST}`,
  },
  {
    id: "origination-scheme",
    when: "the URL has a user, which takes the dialed number's place",
    plant: (target) => patchUrl(target, { sipUrl: `sip:lobby@${HOST};transport=tcp` }),
    subject: theUrl,
    names: `sip:lobby@${HOST}`,
  },
  {
    id: "origination-enabled",
    when: "the only URL is disabled",
    plant: (target) => patchUrl(target, { enabled: false }),
    subject: theTrunk,
    names: "Arkenos Inbound",
  },
  {
    id: "origination-enabled",
    when: "the only URL is deleted",
    plant: ({ emulator, ids }) => void emulator.twilio.store.originationUrls.delete(ownId(ids.OriginationUrl)),
    subject: theTrunk,
    names: "32010",
  },
  {
    id: "origination-foreign-host",
    when: "a stale URL still sends calls to an old project",
    plant: (target) => void addUrl(target, "sip:old.sip.livekit.cloud;transport=tcp"),
    subject: (target) => `${theTrunk(target)}/${otherUrl(target)}`,
    names: "old.sip.livekit.cloud",
  },
  {
    id: "origination-duplicate",
    when: "two URLs lead to one host",
    severity: "warning",
    plant: (target) => void addUrl(target, `sip:${HOST};transport=tcp`),
    subject: theTrunk,
    names: HOST,
  },
  {
    id: "origination-weights",
    when: "a fallback shares the priority of the first",
    severity: "warning",
    plant: (target) => void addUrl(target, "sip:acme.eu.sip.livekit.cloud;transport=tcp", { priority: 1 }),
    subject: (target) => `${theTrunk(target)}/${otherUrl(target)}`,
    names: "acme.eu.sip.livekit.cloud",
  },
  {
    id: "origination-limit",
    when: "the trunk has ten URLs",
    severity: "info",
    plant: (target) => {
      for (let count = 1; count < 10; count++) addUrl(target, `sip:${HOST};transport=tcp`, { enabled: false });
    },
    subject: theTrunk,
    names: "10",
  },
];

function otherUrl({ emulator }: TestedStack): string {
  return emulator.twilio.store.originationUrls.all().find(({ friendlyName }) => friendlyName === "Other")?.sid ?? "";
}
