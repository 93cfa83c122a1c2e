import { expect, it } from "vitest";
import type { ObservedLiveKit } from "../../stacks/operate/observe/observed.js";
import { verdictOf } from "../../stacks/operate/simulate/verdict.js";
import { verdictHead } from "../../stacks/operate/simulate/verdict-text.js";
import { wantedNumbers } from "../../stacks/operate/simulate/wanted.js";
import { SIP_DOMAIN, someTopology } from "../graph/topology.js";

const CALLER = "+14155550123";

/** The verdict on a number after something was made by hand. */
function verdict(made: (livekit: ObservedLiveKit, number: string) => object, allowedNumbers: readonly string[] = []) {
  const { desired, observed } = someTopology();
  const config = { ...desired.config, inbound: { ...desired.config.inbound, allowedNumbers: [...allowedNumbers] } };
  const [wanted] = wantedNumbers({ ...desired, config });
  if (!observed.livekit.readable || !wanted) throw new Error("the topology has no number");
  const livekit = { ...observed.livekit, ...made(observed.livekit, wanted.number) };
  const { calls, end } = verdictOf({ observed: { ...observed, livekit }, sipHosts: [SIP_DOMAIN] }, wanted);
  return { calls, ...(end && { says: end.says }) };
}

const trunk = ({ inboundTrunks }: ObservedLiveKit, number: string) => ({
  inboundTrunks: [
    ...inboundTrunks,
    { id: "ST_vip", props: { name: "VIP", numbers: [number], allowedNumbers: [CALLER] }, attrs: { trunkId: "ST_vip" } },
  ],
});

function rule(agentName: string, numbers: readonly string[] = []) {
  const props = {
    ...{ name: "VIP", trunkIds: ["ST_in"], inboundNumbers: [CALLER], numbers },
    ...{ rule: { type: "individual", roomPrefix: "vip" }, roomConfig: { agents: [{ agentName }] } },
  };
  return ({ dispatchRules }: ObservedLiveKit) => ({
    dispatchRules: [...dispatchRules, { id: "SDR_vip", props, attrs: { ruleId: "SDR_vip" } }],
  });
}

it("callers whom another trunk or rule takes are missing, and the verdict names them", () => {
  expect(verdict(trunk)).toEqual({
    calls: "a share of its calls",
    says: expect.stringContaining(`From ${CALLER}: ST_in and ST_vip all take`) as string,
  });
  expect(verdict(rule("sales-agent"))).toEqual({
    calls: "a share of its calls",
    says: `From ${CALLER}: Room vip_${CALLER}_… requests sales-agent instead of arkenos-agent`,
  });
});

it("what share of the calls they make is not known, so none is shown", () => {
  const { desired, observed } = someTopology();
  const [wanted] = wantedNumbers(desired);
  if (!observed.livekit.readable || !wanted) throw new Error("the topology has no number");
  const livekit = { ...observed.livekit, ...trunk(observed.livekit, wanted.number) };
  const found = verdictOf({ observed: { ...observed, livekit }, sipHosts: [SIP_DOMAIN] }, wanted);
  expect(found).not.toHaveProperty("share");
  expect(verdictHead(found)).toBe("a share of its calls");
});

it("callers do not count whom the same worker answers, who call other numbers, or whom the stack refuses", () => {
  const reaches = { calls: "reaches the worker" };
  expect(verdict(rule("arkenos-agent"))).toEqual(reaches);
  expect(verdict(rule("sales-agent", ["+15105559999"]))).toEqual(reaches);
  expect(verdict(trunk, ["+12065550100"])).toEqual(reaches);
});
