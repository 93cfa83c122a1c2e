import { expect, it } from "vitest";
import type { Desired, StateObject } from "../../stacks/operate/desired/desired.js";
import { topologiesOf } from "../../stacks/operate/desired/topologies.js";
import { dispatchRule } from "../../stacks/operate/doctor/checks/dispatch-rule.js";
import { inboundTrunk } from "../../stacks/operate/doctor/checks/inbound-trunk.js";
import { originationUrl } from "../../stacks/operate/doctor/checks/origination-url.js";
import { diagnose } from "../../stacks/operate/doctor/diagnose.js";
import { DoctorContext } from "../../stacks/operate/doctor/doctor-context.js";
import type { ObservedLiveKit } from "../../stacks/operate/observe/observed.js";
import { someTopology } from "../graph/topology.js";

const RULE = { rule: { type: "individual", roomPrefix: "call" } };
const rule = (id: string, more: object) => ({ id, props: { name: id, ...RULE, ...more }, attrs: { ruleId: id } });
const trunk = (id: string, more: object) => ({ id, props: { name: id, numbers: [], ...more }, attrs: { trunkId: id } });

/** What the doctor finds after somebody made objects in the same LiveKit project. */
function found(
  made: { readonly dispatchRules?: object[]; readonly inboundTrunks?: object[] },
  held: StateObject[] = [],
) {
  const { desired, observed } = someTopology();
  if (!observed.livekit.readable) throw new Error("LiveKit is read");
  const { dispatchRules, inboundTrunks } = observed.livekit;
  const livekit = {
    ...observed.livekit,
    dispatchRules: [...dispatchRules, ...(made.dispatchRules ?? [])],
    inboundTrunks: [...inboundTrunks, ...(made.inboundTrunks ?? [])],
  } as ObservedLiveKit & { readonly readable: true };
  const stack: Desired = { ...desired, held: [...desired.held, ...held] };
  const contexts = topologiesOf(stack).map(
    (one) => new DoctorContext(one, { ...observed, livekit }, { env: {}, packages: [] }, undefined, stack),
  );
  const { findings } = diagnose(contexts, [...dispatchRule, ...inboundTrunk]);
  return findings.map(({ id, severity, fixable }) => [id, severity, fixable ?? false]);
}

it("objects of others that take none of the stack's calls are no errors", () => {
  expect(found({ dispatchRules: [rule("SDR_theirs", { trunkIds: ["ST_gone"] })] })).toEqual([
    ["rule-dangling-trunk", "info", false],
  ]);
  const twins = ["SDR_one", "SDR_two"].map((id) => rule(id, { trunkIds: ["ST_theirs"] }));
  const theirs = trunk("ST_theirs", { numbers: ["+442079460100"] });
  expect(found({ dispatchRules: twins, inboundTrunks: [theirs] })).toEqual([["rule-conflict", "warning", false]]);
  const open = ["ST_one", "ST_two"].map((id) => trunk(id, { allowedAddresses: ["192.0.2.1"] }));
  expect(found({ inboundTrunks: open })).toEqual([["inbound-trunk-default-ambiguous", "warning", false]]);
  expect(found({ inboundTrunks: [trunk("ST_open", {})] })).toEqual([["inbound-trunk-open", "warning", false]]);
});

it("a rule that conflicts with the stack's own is an error", () => {
  expect(found({ dispatchRules: [rule("SDR_theirs", { trunkIds: ["ST_in"] })] })).toEqual([
    ["rule-conflict", "error", false],
  ]);
});

it("a rule of another topology of the stack is the stack's own, and is found once", () => {
  const own = rule("SDR_second", { trunkIds: ["ST_gone"] });
  const held: StateObject = {
    ...{ name: "second-rule", noun: "DispatchRule", topology: "second", id: own.id },
    state: { roomConfig: { agents: [{ agentName: "second-agent" }] } },
  };
  expect(found({ dispatchRules: [own] }, [held])).toEqual([["rule-dangling-trunk", "error", true]]);
});

it.each([
  ["tcp", true, [true]],
  ["tls", true, []],
  // Twilio signals over TLS on any trunk; only a secure one encrypts the audio.
  ["tls", false, []],
  ["tcp", false, []],
])("an origination URL over %s on a trunk whose secure is %s", (transport, secure, fixable) => {
  const { desired, observed } = someTopology();
  if (!observed.twilio.readable) throw new Error("Twilio is read");
  const [first] = observed.twilio.trunks;
  const originationUrls = first?.children?.originationUrls.map((url) => ({
    ...url,
    props: { ...url.props, sipUrl: `sip:acme.sip.livekit.cloud;transport=${transport}` },
  }));
  const trunks = [{ ...first, props: { ...first?.props, secure }, children: { ...first?.children, originationUrls } }];
  const config = { ...desired.config, trunk: {} } as Desired["config"];
  const twilio = { ...observed.twilio, trunks } as never;
  const context = new DoctorContext({ ...desired, config }, { ...observed, twilio }, { env: {}, packages: [] });
  const { findings } = diagnose([context], originationUrl);
  expect(findings.map((finding) => finding.fixable)).toEqual(fixable);
});
