import { expect, it } from "vitest";
import type { Desired } from "../../stacks/operate/desired/desired.js";
import { dispatchRule } from "../../stacks/operate/doctor/checks/dispatch-rule.js";
import { ruleAgents } from "../../stacks/operate/doctor/checks/rule-agents.js";
import { diagnose } from "../../stacks/operate/doctor/diagnose.js";
import { DoctorContext } from "../../stacks/operate/doctor/doctor-context.js";
import { someTopology } from "../graph/topology.js";

const NIGHT = "+15105550002";

/** What doctor finds in a stack whose third number has its own worker, night-agent, and so its own rule. */
function findings(agentNames: readonly string[], hidePhoneNumber = false, trunkIds = ["ST_in"]) {
  const { desired, observed } = someTopology();
  const { numbers } = desired.config;
  const night = { name: "telephony-rule-night-agent", noun: "DispatchRule", id: "SDR_night" } as const;
  const withNight: Desired = {
    ...desired,
    config: {
      ...desired.config,
      numbers: { ...numbers, [NIGHT]: { ...numbers[NIGHT], agentName: "night-agent" } },
    } as never,
    held: [...desired.held, { ...night, state: { numbers: [NIGHT] } }].map((one) => ({
      ...one,
      topology: "telephony",
    })),
  };
  if (observed.livekit.readable) {
    const roomConfig = { agents: agentNames.map((agentName) => ({ agentName })) } as never;
    const props = { name: "Arkenos Dispatch night-agent", numbers: [NIGHT], trunkIds, roomConfig, hidePhoneNumber };
    const rule = { type: "individual", roomPrefix: "call", pin: "", noRandomness: false } as const;
    Object.assign(observed.livekit, {
      dispatchRules: [...observed.livekit.dispatchRules, { id: "SDR_night", props: { ...props, rule }, attrs: {} }],
    });
  }
  const context = new DoctorContext(withNight, observed, { env: {}, packages: [] });
  expect(context.ruleFor(NIGHT)?.id).toBe("SDR_night");
  expect(context.ruleFor("+15105550000")?.id).toBe("SDR_rule");
  return diagnose([context], [...dispatchRule, ...ruleAgents]).findings.map(({ id, subject, fixable }) => [
    id,
    subject.id,
    fixable,
  ]);
}

it("the rule of another worker is as it should be", () => {
  expect(findings(["night-agent"])).toEqual([]);
});

it.each([
  ["rule-agent-name", ["arkenos-agent"]],
  ["rule-no-room-config", []],
  ["rule-duplicate-agent", ["night-agent", "night-agent"]],
])("the checks look at the rule of another worker, too: %s", (id, agentNames) => {
  expect(findings(agentNames)).toEqual([[id, "SDR_night", true]]);
});

it("a rule of another worker that hides the number, or names a deleted trunk, is the stack's to fix", () => {
  expect(findings(["night-agent"], true)).toEqual([["rule-hides-number", "SDR_night", true]]);
  expect(findings(["night-agent"], false, ["ST_in", "ST_gone"])).toEqual([["rule-dangling-trunk", "SDR_night", true]]);
});
