import { expect, it } from "vitest";
import { verdictOf } from "../../stacks/operate/simulate/verdict.js";
import { wantedNumbers } from "../../stacks/operate/simulate/wanted.js";
import { SIP_DOMAIN, someTopology } from "../graph/topology.js";

const LEGACY = { "arkenos.agentId": "night-desk" };

/** The verdict on a number of reception, after changes to the rule and the config. */
function verdict(rule: object, inbound: object = {}, more: object = {}) {
  const { desired, observed, numbers } = someTopology();
  const { agents, numbers: answers } = desired.config;
  const contract = {
    ...{ agentName: "arkenos-agent", agents, ...more },
    numbers: Object.fromEntries(Object.entries(answers).map(([number, { agent }]) => [number, agent])),
  };
  const config = { ...desired.config, inbound: { ...desired.config.inbound, ...inbound } };
  const [wanted] = wantedNumbers({ ...desired, config, outputs: { telephony: contract } });
  if (!observed.livekit.readable || !wanted) throw new Error("the topology has no number");
  const dispatchRules = observed.livekit.dispatchRules.map((one) => ({ ...one, props: { ...one.props, ...rule } }));
  const livekit = { ...observed.livekit, dispatchRules } as typeof observed.livekit;
  const { calls, end } = verdictOf({ observed: { ...observed, livekit }, sipHosts: [SIP_DOMAIN] }, wanted);
  return [wanted.number === numbers[0], calls, end?.at, end?.says];
}

const lost = (at: string, says: string) => [true, "not answered", at, says];
const REACHES = [true, "reaches the worker", undefined, undefined];

it("a call that its rule strips of the number is rejected, or answered by the default agent", () => {
  expect(verdict({})).toEqual(REACHES);
  const because =
    "the call has no number (is hidePhoneNumber set in the dispatch rule?), and there is no default agent";
  expect(verdict({ hidePhoneNumber: true })).toEqual(lost("worker", `The worker rejects the call: ${because}`));
  expect(verdict({ hidePhoneNumber: true }, {}, { defaultAgent: "night-desk" })).toEqual(
    lost("dispatch-rule", "the default agent selects night-desk instead of reception"),
  );
  expect(verdict({ hidePhoneNumber: true }, {}, { defaultAgent: "reception" })).toEqual(REACHES);
});

it("an agent that the rule names precedes the number's, and must exist", () => {
  const place = "the participant's attribute arkenos.agentId";
  expect(verdict({ attributes: { "arkenos.agentId": "gone" } })).toEqual(
    lost("worker", `The worker rejects the call: ${place} names the agent "gone", which is not in the table`),
  );
  expect(verdict({ attributes: LEGACY })).toEqual(
    lost("dispatch-rule", `${place} selects night-desk instead of reception`),
  );
  expect(verdict({ attributes: LEGACY }, { attributes: LEGACY })).toEqual(REACHES);
  const roomConfig = { agents: [{ agentName: "arkenos-agent" }], metadata: '{"agentId":"gone"}' };
  expect(verdict({ roomConfig })[2]).toBe("worker");
  expect(
    verdict({ roomConfig: { agents: [{ agentName: "arkenos-agent", metadata: '{"agent_id":"gone"}' }] } })[2],
  ).toBe("worker");
});
