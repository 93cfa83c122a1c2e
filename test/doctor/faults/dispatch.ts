import type { SIPDispatchRuleInfo } from "@livekit/protocol";
import type { Fault } from "../fault.js";
import { NUMBERS, type TestedStack } from "../healthy-stack.js";

const [FIRST] = NUMBERS;
const theRule = ({ ids }: TestedStack) => ids.DispatchRule ?? "";

function patchRule({ emulator, ids }: TestedStack, fields: object): void {
  emulator.livekit.store.dispatchRules.patch(ids.DispatchRule ?? "", fields as Partial<SIPDispatchRuleInfo>);
}

/** A copy of the stack's rule under another id. */
function addRule({ emulator: { livekit }, ids }: TestedStack, fields: object): void {
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
    plant: (target) => patchRule(target, { trunkIds: [] }),
    subject: theRule,
    names: ({ ids }) => ids.InboundTrunk ?? "",
  },
  {
    id: "rule-dangling-trunk",
    when: "the rule also names a deleted trunk",
    plant: (target) => patchRule(target, { trunkIds: [target.ids.InboundTrunk, "ST_gone"] }),
    subject: theRule,
    names: "ST_gone",
  },
  {
    id: "dial-simulation",
    when: "the rule accepts only the other number",
    plant: (target) => patchRule(target, { numbers: [NUMBERS[1]] }),
    subject: FIRST,
    names: theRule,
  },
  {
    id: "rule-conflict",
    when: "a second rule claims the same calls",
    plant: (target) => addRule(target, {}),
    subject: "SDR_stranger",
    names: theRule,
  },
  {
    id: "rule-inbound-numbers-swapped",
    when: "the rule lists the dialed number as a caller",
    plant: (target) => patchRule(target, { inboundNumbers: [FIRST] }),
    subject: theRule,
    names: FIRST,
  },
  {
    id: "rule-number-not-canonical",
    when: "the rule lists a number without its plus",
    plant: (target) => patchRule(target, { numbers: [...NUMBERS, "15105550102"] }),
    subject: theRule,
    names: "+15105550102",
  },
  {
    id: "rule-agent-name",
    when: "the rule requests an agent name without a worker",
    plant: (target) => patchRule(target, agents("my-agent")),
    subject: theRule,
    names: "my-agent",
  },
  {
    id: "rule-duplicate-agent",
    when: "the rule requests its agent twice",
    severity: "warning",
    plant: (target) => patchRule(target, agents("arkenos-agent", "arkenos-agent")),
    subject: theRule,
    names: "2 agents",
  },
  {
    id: "rule-no-room-config",
    when: "the rule requests no agent",
    severity: "warning",
    plant: (target) => patchRule(target, agents()),
    subject: theRule,
    names: "arkenos-agent",
  },
  {
    id: "rule-hides-number",
    when: "the rule hides the number that distinguishes the agents",
    plant: (target) => patchRule(target, { hidePhoneNumber: true }),
    subject: theRule,
    names: theRule,
  },
];
