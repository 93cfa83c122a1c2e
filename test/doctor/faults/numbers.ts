import type { Fault } from "../fault.js";
import { NUMBERS, type TestedStack } from "../healthy-stack.js";

const [FIRST, SECOND] = NUMBERS;

function patchNumber({ emulator }: TestedStack, fields: object): void {
  const { numbers } = emulator.twilio.store;
  const [number] = numbers.all(({ phoneNumber }) => phoneNumber === FIRST);
  numbers.patch(number?.sid ?? "", fields);
}

function wantNumber(target: TestedStack, number: string, settings: object): void {
  const { desired } = target;
  const numbers = { ...desired.config.numbers, [number]: { ...desired.config.numbers[FIRST], ...settings } };
  target.desired = { ...desired, config: { ...desired.config, numbers } as typeof desired.config };
}

/** Faults of the numbers themselves. */
export const numberFaults: readonly Fault[] = [
  {
    id: "number-not-owned",
    when: "the number was released in the console",
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
    when: "the number was removed from the trunk",
    plant: (target) => patchNumber(target, { trunkSid: null }),
    subject: FIRST,
    names: "on no trunk",
  },
  {
    id: "number-voice-capability",
    when: "the number supports messages only",
    plant: (target) => patchNumber(target, { capabilities: { voice: false, sms: true, mms: false, fax: false } }),
    subject: FIRST,
    names: FIRST,
  },
  {
    id: "number-voice-app",
    when: "somebody set a TwiML application",
    severity: "warning",
    plant: (target) => patchNumber(target, { trunkSid: null, voiceApplicationSid: `AP${"1".repeat(32)}` }),
    subject: FIRST,
    names: `AP${"1".repeat(32)}`,
  },
  {
    id: "number-emergency",
    when: "the number got emergency calling",
    severity: "warning",
    plant: (target) => patchNumber(target, { emergencyStatus: "Active" }),
    subject: FIRST,
    names: FIRST,
  },
  {
    id: "number-requirements",
    when: "the config lists a number that needs an address",
    plant: (target) => {
      const { available } = target.emulator.twilio.store;
      const [offer] = available.all(({ phoneNumber }) => phoneNumber.startsWith("+1510"));
      if (offer) available.patch(offer.phoneNumber, { addressRequirements: "local" });
      wantNumber(target, offer?.phoneNumber ?? "", { purchase: true });
    },
    subject: ({ emulator }) => numberFor(emulator),
    names: "a local address in US",
  },
  {
    id: "number-not-in-inbound-trunk",
    when: "the number was removed from LiveKit's trunk",
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
    when: "a number's agent is unknown",
    plant: (target) => wantNumber(target, FIRST, { agent: "gone" }),
    subject: FIRST,
    names: `arkenos numbers assign ${FIRST}`,
  },
  {
    id: "agent-env-missing",
    when: "the key of a model's provider is not in agentEnv",
    plant: (target) => {
      target.desired = { ...target.desired, agentEnv: [] };
    },
    subject: "reception",
    names: "OPENAI_API_KEY",
  },
  {
    id: "contract-size",
    when: "a prompt has grown past what an environment variable holds",
    severity: "warning",
    plant: (target) => {
      const { desired } = target;
      const [[id = "", persona] = []] = Object.entries(desired.config.agents);
      const agents = { ...desired.config.agents, [id]: { ...persona, systemPrompt: "x".repeat(131_072) } };
      target.desired = { ...desired, config: { ...desired.config, agents } as typeof desired.config };
    },
    subject: "agents",
    names: "more than fits into an environment variable",
  },
];

function numberFor({ twilio }: TestedStack["emulator"]): string {
  return twilio.store.available.all(({ addressRequirements }) => addressRequirements === "local")[0]?.phoneNumber ?? "";
}
