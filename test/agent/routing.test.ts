import { describe, expect, it } from "vitest";
import { type Call, resolve, resolveEarly, routesOf, toE164 } from "../../agent/routing/routing.js";
import { inbound, routes, who, withDefault } from "./fakes/calls.js";
import { contract, persona } from "./fakes/personas.js";

describe("the agent of a call", () => {
  const everything: Call = {
    jobMetadata: '{"agentId":"night"}',
    roomMetadata: '{"agentId":"reception"}',
    ...inbound("+15105550100", { "arkenos.agentId": "reception" }),
    override: "reception",
  };

  it("comes from the job's metadata first", () => {
    expect(resolve(everything, routes)).toMatchObject({ agentId: "night", because: "the job's metadata" });
  });

  it("then from the room's", () => {
    const roomMetadata = '{"agentId":"night"}';
    expect(resolve({ ...everything, jobMetadata: "", roomMetadata }, routes)).toMatchObject({
      agentId: "night",
      because: "the room's metadata",
    });
  });

  it("then from the participant's attribute", () => {
    expect(resolve(inbound("+15105550100", { "arkenos.agentId": "night" }), routes)).toMatchObject({
      agentId: "night",
      because: "the participant's attribute arkenos.agentId",
    });
  });

  it("then from the dialed number", () => {
    expect(resolve({ ...inbound("+442079460100"), override: "reception" }, routes)).toMatchObject({
      agentId: "night",
      because: "the number +442079460100",
    });
  });

  it("then from a developer's choice", () => {
    expect(resolve({ override: "reception" }, withDefault)).toMatchObject({
      agentId: "reception",
      because: "ARKENOS_AGENT_ID",
    });
  });

  it("then from the default agent", () => {
    expect(resolve(inbound("+12065550200"), withDefault)).toMatchObject({
      agentId: "night",
      because: "the default agent",
    });
  });

  it("and otherwise there is none", () => {
    expect(resolve(inbound("+12065550200"), routes)).toEqual({
      rejected: "No agent found for phone +12065550200",
      because: "+12065550200 is not in the table, and there is no default agent",
    });
  });

  it("comes with its persona and id", () => {
    expect(resolve(inbound("+15105550100"), routes)).toMatchObject({ persona: { greeting: "Reception." } });
  });

  it("is read from job and room before anybody has joined", () => {
    expect(resolveEarly({ jobMetadata: '{"agentId":"night"}' }, routes)).toMatchObject({ agentId: "night" });
    expect(resolveEarly({ roomMetadata: '{"agentId":"nobody"}' }, routes)).toHaveProperty("rejected");
    expect(resolveEarly({ jobMetadata: "", roomMetadata: '{"tenant":"a"}' }, withDefault)).toBeUndefined();
  });
});

describe("spellings of one number", () => {
  it.each([
    "+15105550100",
    " +15105550100 ",
    "+1 510 555 0100",
    "+1-510-555-0100",
    "+1 (510) 555-0100",
    "+1.510.555.0100",
    "tel:+15105550100",
    "sip:+15105550100@acme.pstn.twilio.com;user=phone",
    "SIPS:+15105550100@10.0.0.1:5061",
  ])("%s", (number) => {
    expect(toE164(number)).toBe("+15105550100");
    expect(who(inbound(number))).toBe("reception");
  });
});
describe("the agent's id in metadata", () => {
  it.each([
    ["in Python's spelling", '{"agent_id":"night"}', "night"],
    ["in both spellings, with one value", '{"agent_id":"night","agentId":"night"}', "night"],
    ["beside another field of the backend", '{"agentId":"night","agent":"Bob"}', "night"],
  ])("%s names the agent", (_, metadata, agent) => {
    expect(who({ ...inbound("+15105550100"), jobMetadata: metadata })).toBe(agent);
    expect(who({ ...inbound("+15105550100"), roomMetadata: metadata })).toBe(agent);
  });

  it.each([
    ["agentID", '{"agentID":"night"}', 'has the key "agentID"; write agentId'],
    ["Agent_Id", '{"tenant":1,"Agent_Id":"night"}', 'has the key "Agent_Id"; write agentId'],
    ["agent-id", '{"agent-id":"night"}', 'has the key "agent-id"; write agentId'],
    ["agent", '{"agent":"night"}', 'has the key "agent"; write agentId'],
    [
      "two values",
      '{"agent_id":"night","agentId":"reception"}',
      'has "agentId" and "agent_id" with different values; keep one of them',
    ],
  ])("is not guessed: %s is rejected by name", (_, metadata, because) => {
    expect(resolve({ ...inbound("+15105550100"), jobMetadata: metadata }, routes)).toEqual({
      rejected: "No agent found for phone +15105550100",
      because: `the job's metadata ${because}`,
    });
  });
});

describe("attributes", () => {
  it("an agent's id is read in both spellings, and not guessed in a third", () => {
    expect(who(inbound("+15105550100", { "arkenos.agent_id": "night" }))).toBe("night");
    expect(who(inbound("+15105550100", { "arkenos.AgentID": "night" }))).toBeUndefined();
  });

  it("a number counts only for a call that used a dispatch rule", () => {
    const { participant } = inbound("+15105550100");
    expect(who({ participant: { isSip: false, attributes: participant?.attributes ?? {} } })).toBeUndefined();
    expect(who(inbound("+15105550100", { "sip.ruleID": "" }))).toBeUndefined();
  });

  it("an empty attribute counts as deleted, as in LiveKit", () => {
    expect(who(inbound("+15105550100", { "arkenos.agentId": "" }))).toBe("reception");
  });

  it("inherited properties do not count as attributes", () => {
    const attributes = Object.create({
      "arkenos.agentId": "night",
      "sip.ruleID": "SDR_1",
      "sip.trunkPhoneNumber": "+15105550100",
    }) as Record<string, string>;
    expect(who({ participant: { isSip: true, attributes } })).toBeUndefined();
  });

  it("a rule that hides the number is named as the reason", () => {
    expect(resolve({ participant: { isSip: true, attributes: { "sip.ruleID": "SDR_1" } } }, routes)).toEqual({
      rejected: "No agent found for phone (no number)",
      because: "the call has no number (is hidePhoneNumber set in the dispatch rule?), and there is no default agent",
    });
  });
});

it("an agent named like an inherited property is found if the table has it", () => {
  const table = contract();
  const odd = routesOf({
    ...table,
    agents: { ...table.agents, constructor: persona() },
    numbers: { "+15105550100": "constructor" },
  });
  expect(who(inbound("+15105550100"), odd)).toBe("constructor");
  expect(who(inbound("+15105550100", { "arkenos.agentId": "toString" }), odd)).toBeUndefined();
});
