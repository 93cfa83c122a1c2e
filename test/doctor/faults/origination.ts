import { ACCOUNT_SID } from "../../emulator/twilio/seed.js";
import { type Fault, ownId } from "../fault.js";
import type { Patient } from "../healthy-stack.js";

const HOST = "acme.sip.livekit.cloud";
const theUrl = ({ ids }: Patient) => ids.OriginationUrl ?? "";
const theTrunk = ({ ids }: Patient) => ids.ElasticTrunk ?? "";

function patchUrl({ emulator, ids }: Patient, fields: object): void {
  emulator.twilio.store.originationUrls.patch(ownId(ids.OriginationUrl), fields);
}

function addUrl({ emulator: { twilio }, ids }: Patient, sipUrl: string, fields: object = {}): string {
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
    when: "sipDomain is left out",
    severity: "warning",
    plant: (patient) => {
      const config = { ...patient.desired.config, sipDomainDerived: true };
      patient.desired = { ...patient.desired, config };
    },
    subject: "sipDomain",
    names: HOST,
  },
  {
    id: "origination-host",
    when: "the URL has the URL's subdomain instead of the project's id",
    plant: (patient) => patchUrl(patient, { sipUrl: "sip:acme-corp.sip.livekit.cloud;transport=tcp" }),
    subject: theTrunk,
    names: "acme-corp.sip.livekit.cloud",
  },
  {
    id: "origination-transport",
    when: "the URL names no transport",
    plant: (patient) => patchUrl(patient, { sipUrl: `sip:${HOST}` }),
    subject: theUrl,
    names: `sip:${HOST}`,
  },
  {
    id: "origination-scheme",
    when: "the URL has a user, which takes the dialled number's place",
    plant: (patient) => patchUrl(patient, { sipUrl: `sip:lobby@${HOST};transport=tcp` }),
    subject: theUrl,
    names: `sip:lobby@${HOST}`,
  },
  {
    id: "origination-enabled",
    when: "the only URL is disabled",
    plant: (patient) => patchUrl(patient, { enabled: false }),
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
    plant: (patient) => void addUrl(patient, "sip:old.sip.livekit.cloud;transport=tcp"),
    subject: (patient) => `${theTrunk(patient)}/${otherUrl(patient)}`,
    names: "old.sip.livekit.cloud",
  },
  {
    id: "origination-duplicate",
    when: "two URLs lead to one host",
    severity: "warning",
    plant: (patient) => void addUrl(patient, `sip:${HOST};transport=tcp`),
    subject: theTrunk,
    names: HOST,
  },
  {
    id: "origination-weights",
    when: "a fallback shares the priority of the first",
    severity: "warning",
    plant: (patient) => void addUrl(patient, "sip:acme.eu.sip.livekit.cloud;transport=tcp", { priority: 1 }),
    subject: (patient) => `${theTrunk(patient)}/${otherUrl(patient)}`,
    names: "acme.eu.sip.livekit.cloud",
  },
  {
    id: "origination-limit",
    when: "the trunk has ten URLs",
    severity: "info",
    plant: (patient) => {
      for (let count = 1; count < 10; count++) addUrl(patient, `sip:${HOST};transport=tcp`, { enabled: false });
    },
    subject: theTrunk,
    names: "10",
  },
  {
    id: "secure-origination",
    when: "the URL says tls on a trunk that is not secure",
    plant: (patient) => patchUrl(patient, { sipUrl: `sip:${HOST};transport=tls` }),
    subject: theUrl,
    names: "tls",
  },
];

function otherUrl({ emulator }: Patient): string {
  return emulator.twilio.store.originationUrls.all().find(({ friendlyName }) => friendlyName === "Other")?.sid ?? "";
}
