import {
  RoomConfiguration,
  SIPDispatchRule,
  SIPDispatchRuleInfo,
  SIPInboundTrunkInfo,
  SIPOutboundTrunkInfo,
} from "livekit-server-sdk";
import { expect, it } from "vitest";
import { refusalOf, startProject } from "./project.js";

const { sip, store, calls } = await startProject();
const transport = 2;

it("an inbound trunk is created, listed, changed and deleted by the SDK", async () => {
  const made = await sip.createSipInboundTrunk("support", ["+15550100"], {
    authUsername: "u",
    authPassword: "p",
    metadata: "m",
    ringingTimeout: 20,
  });
  expect(store.inboundTrunks.all()).toMatchObject([
    {
      sipTrunkId: made.sipTrunkId,
      name: "support",
      numbers: ["+15550100"],
      authUsername: "u",
      authPassword: "p",
      metadata: "m",
      ringingTimeout: { seconds: 20n },
    },
  ]);
  expect(await sip.listSipInboundTrunk({ trunkIds: [made.sipTrunkId] })).toEqual([made]);

  await sip.updateSipInboundTrunkFields(made.sipTrunkId, { name: "sales" });
  expect(store.inboundTrunks.get(made.sipTrunkId)).toMatchObject({ name: "sales", authPassword: "p" });

  await sip.deleteSipTrunk(made.sipTrunkId);
  expect(store.inboundTrunks.size).toBe(0);
  expect(calls.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
    "CreateSIPInboundTrunk 200",
    "ListSIPInboundTrunk 200",
    "UpdateSIPInboundTrunk 200",
    "DeleteSIPTrunk 200",
  ]);
});

it("an outbound trunk is created, listed, changed and deleted by the SDK", async () => {
  const made = await sip.createSipOutboundTrunk("out", "x.pstn.twilio.com", ["+15550100"], { transport });
  expect(store.outboundTrunks.all()).toMatchObject([{ address: "x.pstn.twilio.com", transport }]);
  expect(await sip.listSipOutboundTrunk()).toEqual([made]);

  const replacement = new SIPOutboundTrunkInfo({ name: "out", address: "y.pstn.twilio.com", numbers: ["+15550101"] });
  await sip.updateSipOutboundTrunk(made.sipTrunkId, replacement);
  expect(store.outboundTrunks.all()).toMatchObject([
    { sipTrunkId: made.sipTrunkId, address: "y.pstn.twilio.com", transport: 0 },
  ]);

  await sip.deleteSipTrunk(made.sipTrunkId);
  expect(store.outboundTrunks.size).toBe(0);
});

it("a dispatch rule is created, listed, changed and deleted by the SDK", async () => {
  const made = await sip.createSipDispatchRule(
    { type: "individual", roomPrefix: "call" },
    { name: "r", trunkIds: ["ST_x"], roomConfig: new RoomConfiguration({ agents: [{ agentName: "arkenos-agent" }] }) },
  );
  expect(store.dispatchRules.all()).toMatchObject([
    {
      name: "r",
      trunkIds: ["ST_x"],
      rule: { rule: { case: "dispatchRuleIndividual", value: { roomPrefix: "call" } } },
      roomConfig: { agents: [{ agentName: "arkenos-agent" }] },
    },
  ]);
  expect(await sip.listSipDispatchRule()).toEqual([made]);

  const rule = new SIPDispatchRule({ rule: { case: "dispatchRuleDirect", value: { roomName: "lobby" } } });
  await sip.updateSipDispatchRule(made.sipDispatchRuleId, new SIPDispatchRuleInfo({ rule }));
  expect(store.dispatchRules.all()).toMatchObject([
    { sipDispatchRuleId: made.sipDispatchRuleId, name: "", trunkIds: [] },
  ]);

  const deleted = await sip.deleteSipDispatchRule(made.sipDispatchRuleId);
  expect(deleted.rule).toEqual(rule);
  expect(store.dispatchRules.size).toBe(0);
});

it("deleting an unknown trunk succeeds, deleting an unknown rule does not", async () => {
  expect(await sip.deleteSipTrunk("ST_gone")).toMatchObject({ sipTrunkId: "ST_gone" });
  expect(await refusalOf(sip.deleteSipDispatchRule("SDR_gone"))).toBe(
    "404 not_found: requested sip dispatch rule does not exist",
  );
});

it("deleting a trunk keeps its id in the rules that name it", async () => {
  const { sipTrunkId } = await sip.createSipInboundTrunk("t", ["+1"]);
  await sip.createSipDispatchRule({ type: "direct", roomName: "r", pin: "" }, { trunkIds: [sipTrunkId] });
  await sip.deleteSipTrunk(sipTrunkId);
  expect(store.dispatchRules.all()).toMatchObject([{ trunkIds: [sipTrunkId] }]);
});

it("ids look like LiveKit's, and are the same in every run", async () => {
  await sip.createSipInboundTrunk("t", ["+1"]);
  await sip.createSipOutboundTrunk("t", "a", ["+1"], { transport });
  await sip.createSipDispatchRule({ type: "callee", roomPrefix: "", randomize: false, pin: "" });
  expect(store.inboundTrunks.all()).toMatchObject([{ sipTrunkId: "ST_222222222223" }]);
  expect(store.outboundTrunks.all()).toMatchObject([{ sipTrunkId: "ST_222222222224" }]);
  expect(store.dispatchRules.all()).toMatchObject([{ sipDispatchRuleId: "SDR_222222222225" }]);
});

it("reuses the ids of a recorded session", async () => {
  store.ids.announce("ST_recorded4567");
  expect(await sip.createSipInboundTrunk("t", ["+1"])).toMatchObject({ sipTrunkId: "ST_recorded4567" });
});

it("a manual change in the dashboard shows in the API", async () => {
  const { sipTrunkId } = await sip.createSipInboundTrunk("t", ["+1"]);
  store.inboundTrunks.patch(sipTrunkId, { numbers: ["+2"] });
  expect(await sip.listSipInboundTrunk()).toEqual([
    new SIPInboundTrunkInfo({ sipTrunkId, name: "t", numbers: ["+2"] }),
  ]);
});
