import type { Fault } from "../fault.js";
import { NUMBERS, type Patient } from "../healthy-stack.js";

const [FIRST, SECOND] = NUMBERS;

function patchNumber({ emulator }: Patient, fields: object): void {
  const { numbers } = emulator.twilio.store;
  const [number] = numbers.all(({ phoneNumber }) => phoneNumber === FIRST);
  numbers.patch(number?.sid ?? "", fields);
}

function wantNumber(patient: Patient, number: string, settings: object): void {
  const { desired } = patient;
  const numbers = { ...desired.config.numbers, [number]: { ...desired.config.numbers[FIRST], ...settings } };
  patient.desired = { ...desired, config: { ...desired.config, numbers } as typeof desired.config };
}

/** Faults of the numbers themselves. */
export const numberFaults: readonly Fault[] = [
  {
    id: "number-not-owned",
    when: "the number was given back in the console",
    plant: ({ emulator }) => {
      const [number] = emulator.twilio.store.numbers.all(({ phoneNumber }) => phoneNumber === FIRST);
      emulator.twilio.store.numbers.delete(number?.sid ?? "");
      const [trunk] = emulator.livekit.store.outboundTrunks.all();
      emulator.livekit.store.outboundTrunks.patch(trunk?.sipTrunkId ?? "", { numbers: [SECOND] });
    },
    subject: FIRST,
    names: FIRST,
  },
  {
    id: "number-not-on-trunk",
    when: "the number was taken off the trunk",
    plant: (patient) => patchNumber(patient, { trunkSid: null }),
    subject: FIRST,
    names: "on no trunk",
  },
  {
    id: "number-voice-capability",
    when: "the number takes messages only",
    plant: (patient) => patchNumber(patient, { capabilities: { voice: false, sms: true, mms: false, fax: false } }),
    subject: FIRST,
    names: FIRST,
  },
  {
    id: "number-voice-app",
    when: "somebody set a TwiML application",
    severity: "warning",
    plant: (patient) => patchNumber(patient, { trunkSid: null, voiceApplicationSid: `AP${"1".repeat(32)}` }),
    subject: FIRST,
    names: `AP${"1".repeat(32)}`,
  },
  {
    id: "number-emergency",
    when: "the number got emergency calling",
    severity: "warning",
    plant: (patient) => patchNumber(patient, { emergencyStatus: "Active" }),
    subject: FIRST,
    names: FIRST,
  },
  {
    id: "number-requirements",
    when: "a number is wanted that needs an address",
    plant: (patient) => {
      const { available } = patient.emulator.twilio.store;
      const [offer] = available.all(({ phoneNumber }) => phoneNumber.startsWith("+1510"));
      if (offer) available.patch(offer.phoneNumber, { addressRequirements: "local" });
      wantNumber(patient, offer?.phoneNumber ?? "", { purchase: true });
    },
    subject: ({ emulator }) => numberFor(emulator),
    names: "a local address in US",
  },
  {
    id: "number-not-in-inbound-trunk",
    when: "the number was taken out of LiveKit's trunk",
    plant: ({ emulator, ids }) => {
      emulator.livekit.store.inboundTrunks.patch(ids.InboundTrunk ?? "", { numbers: [SECOND] });
    },
    subject: FIRST,
    names: FIRST,
  },
  {
    id: "number-not-canonical",
    when: "LiveKit's trunk lists the number as people write it",
    severity: "warning",
    plant: ({ emulator, ids }) => {
      emulator.livekit.store.inboundTrunks.patch(ids.InboundTrunk ?? "", { numbers: ["1 (510) 555-0100", SECOND] });
    },
    subject: ({ ids }) => ids.InboundTrunk ?? "",
    names: "1 (510) 555-0100",
  },
  {
    id: "routing-table",
    when: "a number's agent is no agent of the stack",
    plant: (patient) => wantNumber(patient, FIRST, { agent: "gone" }),
    subject: FIRST,
    names: `arkenos numbers assign ${FIRST}`,
  },
  {
    id: "agent-env-missing",
    when: "the key of a model's provider is not in agentEnv",
    plant: (patient) => {
      patient.desired = { ...patient.desired, agentEnv: [] };
    },
    subject: "reception",
    names: "OPENAI_API_KEY",
  },
  {
    id: "contract-size",
    when: "a prompt has grown past what an environment variable holds",
    severity: "warning",
    plant: (patient) => {
      const { desired } = patient;
      const [[id = "", persona] = []] = Object.entries(desired.config.agents);
      const agents = { ...desired.config.agents, [id]: { ...persona, systemPrompt: "x".repeat(131_072) } };
      patient.desired = { ...desired, config: { ...desired.config, agents } as typeof desired.config };
    },
    subject: "agents",
    names: "more than fits into an environment variable",
  },
];

function numberFor({ twilio }: Patient["emulator"]): string {
  return twilio.store.available.all(({ addressRequirements }) => addressRequirements === "local")[0]?.phoneNumber ?? "";
}
