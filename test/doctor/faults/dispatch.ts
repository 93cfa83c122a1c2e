import type { SIPDispatchRuleInfo } from "@livekit/protocol";
import type { Fault } from "../fault.js";
import { NUMBERS, type Patient } from "../healthy-stack.js";

const [FIRST] = NUMBERS;
const theRule = ({ ids }: Patient) => ids.DispatchRule ?? "";

function patchRule({ emulator, ids }: Patient, fields: object): void {
  emulator.livekit.store.dispatchRules.patch(ids.DispatchRule ?? "", fields as Partial<SIPDispatchRuleInfo>);
}

/** A copy of the stack's rule under another id. */
function addRule({ emulator: { livekit }, ids }: Patient, fields: object): void {
  const rule = livekit.store.dispatchRules.get(ids.DispatchRule ?? "");
  if (!rule) throw new Error("the stack has no rule");
  livekit.store.dispatchRules.insert({ ...rule, name: "Stranger", sipDispatchRuleId: "SDR_stranger", ...fields });
}

const agents = (...names: string[]) => ({
  roomConfig: {
    agents: names.map((agentName) => ({ agentName, metadata: "", attributes: {}, deployment: "" })),
    tags: {},
  },
});

/** Faults between the trunk and the agent. */
export const dispatchFaults: readonly Fault[] = [
  {
    id: "rule-wildcard",
    when: "the rule serves every trunk",
    severity: "warning",
    plant: (patient) => patchRule(patient, { trunkIds: [] }),
    subject: theRule,
    names: ({ ids }) => ids.InboundTrunk ?? "",
  },
  {
    id: "rule-dangling-trunk",
    when: "the rule names a trunk that is gone, too",
    plant: (patient) => patchRule(patient, { trunkIds: [patient.ids.InboundTrunk, "ST_gone"] }),
    subject: theRule,
    names: "ST_gone",
  },
  {
    id: "dial-simulation",
    when: "the rule takes the other number only",
    plant: (patient) => patchRule(patient, { numbers: [NUMBERS[1]] }),
    subject: FIRST,
    names: theRule,
  },
  {
    id: "rule-conflict",
    when: "a second rule claims the same calls",
    plant: (patient) => addRule(patient, {}),
    subject: "SDR_stranger",
    names: theRule,
  },
  {
    id: "rule-inbound-numbers-swapped",
    when: "the dialled number stands among the callers",
    plant: (patient) => patchRule(patient, { inboundNumbers: [FIRST] }),
    subject: theRule,
    names: FIRST,
  },
  {
    id: "rule-number-not-canonical",
    when: "the rule lists a number without its plus",
    plant: (patient) => patchRule(patient, { numbers: [...NUMBERS, "15105550102"] }),
    subject: theRule,
    names: "+15105550102",
  },
  {
    id: "rule-agent-name",
    when: "the rule dispatches an agent that no worker is",
    plant: (patient) => patchRule(patient, agents("my-agent")),
    subject: theRule,
    names: "my-agent",
  },
  {
    id: "rule-duplicate-agent",
    when: "the rule dispatches its agent twice",
    severity: "warning",
    plant: (patient) => patchRule(patient, agents("arkenos-agent", "arkenos-agent")),
    subject: theRule,
    names: "2 agents",
  },
  {
    id: "rule-no-room-config",
    when: "the rule dispatches nobody",
    severity: "warning",
    plant: (patient) => patchRule(patient, agents()),
    subject: theRule,
    names: "arkenos-agent",
  },
  {
    id: "rule-hides-number",
    when: "the rule hides the number that tells the agents apart",
    plant: (patient) => patchRule(patient, { hidePhoneNumber: true }),
    subject: theRule,
    names: theRule,
  },
];
