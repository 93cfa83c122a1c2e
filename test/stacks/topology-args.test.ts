import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { TopologyArgs } from "../../stacks/topology/topology-args.js";
import { SipTopology } from "../../stacks/topology.js";
import { MockedEngine } from "./mocked-engine.js";

const ONE = "+15105550100";
const smallest: TopologyArgs = { sipDomain: "acme.sip.livekit.cloud", numbers: { [ONE]: {} } };

async function inputsOf(name: string, args: Partial<TopologyArgs> = {}): Promise<Readonly<Record<string, unknown>>> {
  const engine = await MockedEngine.start();
  new SipTopology("support", { ...smallest, ...args });
  return (await engine.registered()).get(`support-${name}`)?.inputs ?? expect.fail(`${name} was not registered`);
}

describe("an argument reaches its object", () => {
  it("namePrefix, in the names of all objects", async () => {
    const namePrefix = "Acme";
    expect(await inputsOf("trunk", { namePrefix })).toMatchObject({ friendlyName: "Acme Inbound" });
    expect(await inputsOf("inbound", { namePrefix })).toMatchObject({ name: "Acme Inbound" });
    expect(await inputsOf("rule", { namePrefix })).toMatchObject({ name: "Acme Dispatch" });
    expect(await inputsOf("outbound", { namePrefix })).toMatchObject({ name: "Acme Outbound" });
    expect(await inputsOf("credentials", { namePrefix })).toMatchObject({ friendlyName: "Acme LiveKit" });
  });

  it("names, each in its object, before the prefix", async () => {
    const names = { elasticTrunk: "livekit", dispatchRule: "dispatch_twilio" };
    expect(await inputsOf("trunk", { names })).toMatchObject({ friendlyName: "livekit" });
    expect(await inputsOf("rule", { names })).toMatchObject({ name: "dispatch_twilio" });
    expect(await inputsOf("inbound", { names })).toMatchObject({ name: "Arkenos Inbound" });
  });

  it.each(["trunk", "origination", "inbound", "rule", "outbound", "credentials"])("adopt, in %s", async (name) => {
    expect(await inputsOf(name)).toMatchObject({ adopt: "by-name" });
    expect(await inputsOf(name, { adopt: "never" })).toMatchObject({ adopt: "never" });
    expect(await inputsOf(name, { adopt: { default: "never" } })).toMatchObject({ adopt: "never" });
  });

  it.each(["trunk", "inbound", "outbound"])("owner, in the marker of %s", async (name) => {
    expect(await inputsOf(name)).toMatchObject({ owner: `acme/dev/support-${name}` });
  });

  it("agentName and the caller's part of inbound, in the rule", async () => {
    const inbound = { roomPrefix: "acme", hidePhoneNumber: true, attributes: { team: "a" }, metadata: "m" };
    const { roomPrefix, ...ofCaller } = inbound;
    expect(await inputsOf("rule", { agentName: "acme-agent", inbound })).toEqual({
      name: "Arkenos Dispatch",
      trunkIds: ["id-of-support-inbound"],
      rule: { type: "individual", roomPrefix },
      roomConfig: { agents: [{ agentName: "acme-agent" }] },
      stackNumbers: ["+15105550100"],
      adopt: "by-name",
      owner: expect.stringMatching(/-rule$/),
      ...ofCaller,
    });
  });

  it("a number's agentName, in a rule for that worker's numbers", async () => {
    const [sales, own] = ["+12065550200", "+12065550201"];
    const numbers = { [ONE]: {}, [sales]: { agentName: "sales-agent" }, [own]: { agentName: "arkenos-agent" } };
    expect(await inputsOf("rule", { numbers })).not.toHaveProperty("numbers");
    expect(await inputsOf("rule-sales-agent", { numbers })).toMatchObject({
      ...{ name: "Arkenos Dispatch sales-agent", trunkIds: ["id-of-support-inbound"], numbers: [sales] },
      ...{ roomConfig: { agents: [{ agentName: "sales-agent" }] }, stackNumbers: [ONE, sales, own] },
    });
    expect(await inputsOf(sales, { numbers })).toMatchObject({ number: sales });
  });

  it("the rest of inbound, in the inbound trunk", async () => {
    const inbound: TopologyArgs["inbound"] = {
      allowedNumbers: ["+15105550199"],
      allowedAddresses: ["54.172.60.0/30"],
      headers: { "X-Acme": "1" },
      includeHeaders: "x",
      ringingTimeoutSeconds: 30,
      ringingTimeoutStatus: 480,
      krispEnabled: true,
    };
    const inputs = await inputsOf("inbound", { inbound: { ...inbound, roomPrefix: "acme" } });
    expect(inputs).toMatchObject({ numbers: [ONE], ...inbound });
    expect(inputs).not.toHaveProperty("roomPrefix");
  });

  it("trunk, in Twilio's trunk", async () => {
    const trunk = {
      domainName: "acme.pstn.twilio.com",
      transferMode: "sip-only",
      recording: { trim: "trim-silence" },
    } as const;
    expect(await inputsOf("trunk", { trunk })).toMatchObject({
      ...trunk,
      recording: { mode: "do-not-record", trim: "trim-silence" },
      deliversTo: ["acme.sip.livekit.cloud"],
    });
  });

  it("outbound, in LiveKit's outbound trunk and the credential", async () => {
    const outbound = { destinationCountry: "US", fromHost: "acme.com", fromNumbers: [ONE], rotation: "2" };
    const { rotation, fromNumbers, ...same } = outbound;
    expect(await inputsOf("outbound", { outbound })).toMatchObject({
      ...same,
      numbers: fromNumbers,
      transport: "auto",
    });
    expect(await inputsOf("credential", { outbound })).toMatchObject({ username: "livekit", rotation });
  });

  it("move, in the association", async () => {
    expect(await inputsOf(ONE, { numbers: { [ONE]: { move: true } } })).toMatchObject({ number: ONE, move: true });
  });
});

describe("calls to LiveKit", () => {
  it("go to its SIP domain", async () => {
    expect(await inputsOf("origination")).toMatchObject({
      sipUrl: "sip:acme.sip.livekit.cloud;transport=tcp",
      priority: 1,
    });
    expect(
      await inputsOf("origination", { sipDomain: "sip.acme.com:5070", trunk: { transport: "udp" } }),
    ).toMatchObject({
      sipUrl: "sip:sip.acme.com:5070;transport=udp",
    });
  });

  it("then go to the fallback regions, in order", async () => {
    const trunk: TopologyArgs["trunk"] = { fallbackRegions: ["us", "eu"] };
    expect(await inputsOf("origination-us", { trunk })).toMatchObject({
      sipUrl: "sip:acme.us.sip.livekit.cloud;transport=tcp",
      priority: 2,
    });
    expect(await inputsOf("origination-eu", { trunk })).toMatchObject({ priority: 3 });
    expect(await inputsOf("trunk", { trunk })).toMatchObject({
      deliversTo: ["acme.sip.livekit.cloud", "acme.us.sip.livekit.cloud", "acme.eu.sip.livekit.cloud"],
    });
  });
});

describe("a call that rings out", () => {
  const statusWith = async (args: TopologyArgs | object) => (await inputsOf("inbound", args)).ringingTimeoutStatus;
  const fallbackRegions = ["eu"] as const;
  const disasterRecoveryUrl = "https://acme.com/closed";

  it.each([{ fallbackRegions: [...fallbackRegions] }, { disasterRecoveryUrl }])(
    "ends with 503 if Twilio has a failover: %j",
    async (trunk) => {
      expect(await statusWith({ trunk })).toBe(503);
    },
  );

  it("is left to LiveKit if Twilio has none", async () => {
    expect(await statusWith({})).toBeUndefined();
  });

  it.each([0, 486, 480])("ends with the status in the config: %i", async (ringingTimeoutStatus) => {
    const args = { trunk: { disasterRecoveryUrl }, inbound: { ringingTimeoutStatus } };
    expect(await statusWith(args)).toBe(ringingTimeoutStatus);
  });
});

describe("a secure trunk", () => {
  const trunk = { secure: true };

  it("has TLS and SRTP on both sides", async () => {
    expect(await inputsOf("trunk", { trunk })).toMatchObject({ secure: true });
    expect(await inputsOf("origination", { trunk })).toMatchObject({
      sipUrl: "sip:acme.sip.livekit.cloud;transport=tls",
    });
    expect(await inputsOf("inbound", { trunk })).toMatchObject({ media: { encryption: "require" } });
    expect(await inputsOf("outbound", { trunk })).toMatchObject({ transport: "tls", media: { encryption: "require" } });
  });

  it("keeps an explicit SRTP setting, and does not affect another carrier", async () => {
    const outbound = { address: "sip.carrier.com" };
    expect(await inputsOf("inbound", { trunk, inbound: { media: { encryption: "allow" } } })).toMatchObject({
      media: { encryption: "allow" },
    });
    expect((await inputsOf("outbound", { trunk, outbound })).media).not.toHaveProperty("encryption");
  });
});

describe("invalid arguments", () => {
  const wrong = (args: object) => () => new SipTopology("support", args as TopologyArgs);

  it("are all named at once, and nothing is registered", async () => {
    const engine = await MockedEngine.start();
    const numbers = { [ONE]: { purchase: "yes" }, "510": {} };
    const trunk = { secure: true, transport: "udp", fallbackRegions: ["eu"] };
    expect(wrong({ sipDomain: "sip.acme.com", numbers, trunk, agents: {}, outbound: { enabled: 1 } })).toThrow(
      'SipTopology "support" has 6 problems [arkenos:invalid_arguments]:\n' +
        `  - numbers["${ONE}"].purchase: must be true or false [arkenos:invalid_type]\n` +
        "  - outbound.enabled: must be true or false [arkenos:invalid_type]\n" +
        "  - agents: unknown property [arkenos:unknown_key]; valid properties are sipDomain, namePrefix, names, agentName, numbers, trunk, inbound, outbound, adopt, transform\n" +
        '  - numbers["510"]: is not in E.164 format [arkenos:not_e164]; write + and 7 to 15 digits, in quotes, such as +15105550100\n' +
        "  - trunk.transport: is udp, but a secure trunk accepts only tls [arkenos:contradicts_secure]; write tls, or set trunk.secure to false\n" +
        "  - trunk.fallbackRegions: eu has no host, because sip.acme.com is not <project>.sip.livekit.cloud [arkenos:no_regional_host]; leave the regions out",
    );
    expect((await engine.registered()).size).toBe(0);
  });

  it("are an error that Pulumi prints without a stack trace", () => {
    try {
      wrong({ numbers: {} })();
      expect.fail("the arguments were taken");
    } catch (error) {
      expect(pulumi.RunError.isInstance(error)).toBe(true);
    }
  });

  it.each([
    ["no SIP domain", {}, "sipDomain: must be a host, such as acme.sip.livekit.cloud"],
    [
      "an agent, which belongs to the program",
      { ...smallest, numbers: { [ONE]: { agent: "a" } } },
      `numbers["${ONE}"].agent: unknown property`,
    ],
    ["no value", undefined, "must be an object"],
  ])("may be %s", (_, args, problem) => {
    expect(wrong(args as unknown as object)).toThrow(problem);
  });
});
