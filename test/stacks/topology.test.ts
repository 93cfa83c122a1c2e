import { describe, expect, it } from "vitest";
import type { TopologyArgs } from "../../stacks/topology/topology-args.js";
import { SipTopology } from "../../stacks/topology.js";
import { MockedEngine, valueOf } from "./mocked-engine.js";

const ONE = "+15105550100";
const TWO = "+12065550200";

async function registeredBy(changes: Partial<TopologyArgs> = {}, { preview = false } = {}) {
  const engine = await MockedEngine.start({ preview });
  const topology = new SipTopology("support", {
    sipDomain: "acme.sip.livekit.cloud",
    numbers: { [ONE]: {}, [TWO]: { purchase: true } },
    ...changes,
  });
  const registered = await engine.registered();
  return {
    topology,
    types: Object.fromEntries([...registered].map(([name, { type }]) => [name, type])),
    object: (name: string) => registered.get(name) ?? expect.fail(`${name} was not registered`),
  };
}

const WAY_IN = {
  support: "arkenos:telephony:SipTopology",
  "support-trunk": "twilio:ElasticTrunk",
  "support-origination": "twilio:OriginationUrl",
  "support-inbound": "livekit:InboundTrunk",
  "support-rule": "livekit:DispatchRule",
  [`support-${ONE}`]: "twilio:NumberAssociation",
  [`support-number-${TWO}`]: "twilio:PhoneNumber",
  [`support-${TWO}`]: "twilio:NumberAssociation",
};
const WAY_OUT = {
  "support-credentials": "twilio:CredentialList",
  "support-credential": "twilio:Credential",
  "support-trunk-credentials": "twilio:TrunkCredentialList",
  "support-outbound": "livekit:OutboundTrunk",
};

describe("a topology", () => {
  it("has an inbound and an outbound part, under names that a state depends on", async () => {
    expect((await registeredBy()).types).toEqual({ ...WAY_IN, ...WAY_OUT });
  });

  it("is the parent of its resources", async () => {
    const { types, object } = await registeredBy();
    const parents = Object.keys(types).map((name) => [name, object(name).parent]);
    expect(parents.filter(([, parent]) => parent !== "support")).toEqual([["support", ""]]);
  });

  it("has neither inbound trunk, rule nor outbound trunk without numbers", async () => {
    const { types, topology } = await registeredBy({ numbers: {} });
    expect(Object.keys(types).sort()).toEqual(["support", "support-origination", "support-trunk"]);
    const { inboundTrunkId, dispatchRuleId, outboundTrunkId } = topology;
    expect({ inboundTrunkId, dispatchRuleId, outboundTrunkId }).toEqual({});
  });

  it.each([
    ["there is no caller number", { fromNumbers: [] }],
    ["outbound calls are disabled", { enabled: false }],
  ])("has no outbound trunk and no credentials when %s", async (_, outbound) => {
    expect((await registeredBy({ outbound })).types).toEqual(WAY_IN);
  });

  it("has only an outbound trunk, with the named caller IDs, without numbers", async () => {
    const outbound = { fromNumbers: ["+442079460100"] };
    const { types, object, topology } = await registeredBy({ numbers: {}, outbound });
    expect(Object.keys(types)).toEqual(expect.arrayContaining([...Object.keys(WAY_OUT), "support-trunk"]));
    expect(Object.keys(types)).not.toContain("support-inbound");
    expect(object("support-outbound").inputs).toMatchObject({ numbers: ["+442079460100"] });
    expect(await valueOf(topology.fromNumbers)).toEqual(["+442079460100"]);
  });

  it("has the same, with its credentials, when calls leave through another address", async () => {
    const { types, object } = await registeredBy({ outbound: { address: "sip.carrier.com" } });
    expect(types).toEqual({ ...WAY_IN, ...WAY_OUT });
    expect(object("support-outbound").inputs).toMatchObject({ address: "sip.carrier.com", transport: "auto" });
    expect(object("support-outbound").after).toContain("support-credential");
  });

  it("buys each number with purchase, and no other", async () => {
    const numbers = {
      [ONE]: {},
      [TWO]: { purchase: true, addressSid: `AD${"0".repeat(32)}` },
      "+442079460100": { purchase: true, release: true },
    };
    const { types, object } = await registeredBy({ numbers });
    const purchases = Object.keys(types).filter((name) => name.startsWith("support-number-"));
    expect(purchases.sort()).toEqual([`support-number-${TWO}`, "support-number-+442079460100"]);
    expect(object(`support-number-${TWO}`).inputs).toMatchObject({
      phoneNumber: TWO,
      release: false,
      addressSid: `AD${"0".repeat(32)}`,
    });
    expect(object("support-number-+442079460100").inputs).toMatchObject({
      phoneNumber: "+442079460100",
      release: true,
    });
  });
});

describe("the order", () => {
  it("puts a number on the trunk once everything that answers it exists", async () => {
    const { object } = await registeredBy({ trunk: { fallbackRegions: ["eu"] } });
    const answering = ["support-origination", "support-origination-eu", "support-rule", "support-trunk"];
    expect([...object(`support-${ONE}`).after].sort()).toEqual(answering);
    expect([...object(`support-${TWO}`).after].sort()).toEqual([`support-number-${TWO}`, ...answering]);
  });

  it("creates Twilio's trunk after LiveKit's, whose marker identifies the stack's objects", async () => {
    expect((await registeredBy()).object("support-trunk").after).toEqual(["support-inbound"]);
  });

  it("creates the rule after its trunk", async () => {
    expect((await registeredBy()).object("support-rule").after).toEqual(["support-inbound"]);
  });

  it("switches LiveKit to a credential once Twilio accepts it", async () => {
    const { object } = await registeredBy();
    expect(object("support-outbound").after).toContain("support-trunk-credentials");
    expect(object("support-outbound").after).toContain("support-credential");
  });

  it("does not touch the credentials of a name until its trunk is known to be the stack's", async () => {
    expect((await registeredBy()).object("support-credentials").after).toEqual(["support-trunk"]);
  });
});

describe("in preview, before any answer from a cloud", () => {
  it("every resource is registered, and every number is named", async () => {
    const { types, object } = await registeredBy({}, { preview: true });
    expect(types).toEqual({ ...WAY_IN, ...WAY_OUT });
    expect(object(`support-${TWO}`).inputs.number).toBe(TWO);
    expect(object("support-inbound").inputs.numbers).toEqual([ONE, TWO]);
  });
});

describe("two topologies in one program", () => {
  it("share no name", async () => {
    const engine = await MockedEngine.start();
    const args = { sipDomain: "acme.sip.livekit.cloud", numbers: { [ONE]: {} } };
    new SipTopology("support", { ...args, namePrefix: "Support" });
    new SipTopology("sales", { ...args, namePrefix: "Sales", numbers: { [TWO]: {} } });
    const registered = await engine.registered();
    expect([...registered.values()].filter(({ parent }) => parent === "support")).toHaveLength(9);
    expect([...registered.values()].filter(({ parent }) => parent === "sales")).toHaveLength(9);
    const names = [...registered.values()].map(
      ({ inputs: { friendlyName, name }, type }) => `${type} ${friendlyName ?? name}`,
    );
    const named = names.filter((name) => /Trunk |Rule |List S/.test(name));
    expect(new Set(named).size).toBe(named.length);
  });
});

describe("the outputs for a program", () => {
  it("are the ids of the objects, and the SIP host for inbound calls", async () => {
    const { topology } = await registeredBy();
    expect(await valueOf(topology.terminationDomain)).toBe("acme.pstn.twilio.com");
    expect(await valueOf(topology.elasticTrunkSid)).toBe("id-of-support-trunk");
    expect(await valueOf(topology.inboundTrunkId)).toBe("id-of-support-inbound");
    expect(await valueOf(topology.dispatchRuleId)).toBe("id-of-support-rule");
    expect(await valueOf(topology.outboundTrunkId)).toBe("id-of-support-outbound");
    expect(await valueOf(topology.fromNumbers)).toEqual([ONE, TWO]);
  });
});
