import { PhoneNumber } from "@arkenos/provider";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { NumberArgs, Topology, TopologyArgs } from "../../stacks/topology/topology-args.js";
import { wholeTopology } from "../../stacks/topology/whole-topology.js";
import { SipTopology } from "../../stacks/topology.js";
import { MockedEngine, valueOf } from "./mocked-engine.js";

const sipDomain = "acme.sip.livekit.cloud";
const BOUGHT = "+12065550200";
const ADDRESS = `AD${"0".repeat(32)}`;

/** An error's text as a person would write it. */
function withoutCodes(text: string): string {
  return text.replaceAll(/ \[arkenos:\w+\]/g, "");
}

/** The SDK's internal state of an output. */
interface Promises {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  promise(): Promise<unknown>;
  allResources(): Promise<unknown>;
}

/** What a program registers with a number from a search, which is unknown until up. */
async function withBought(args: (number: pulumi.Output<string>) => Partial<TopologyArgs>, { preview = false } = {}) {
  const made = (name: string) => ({
    id: `id-of-${name}`,
    state: { phoneNumber: BOUGHT, terminationDomain: "acme.pstn.twilio.com" },
  });
  const engine = await MockedEngine.start({ preview, made });
  const { phoneNumber } = new PhoneNumber("line", { search: { areaCode: "206" } });
  const topology = new SipTopology("support", { sipDomain, ...args(phoneNumber) });
  return { topology, registered: await engine.registered() };
}

describe("a number from a search", () => {
  const listed = (number: pulumi.Output<string>): Partial<TopologyArgs> => ({
    numbers: [{ key: "line", number, move: true }, { number: "+15105550100" }],
  });

  it("enters a topology under its key, beside a number that keeps its name", async () => {
    const { registered, topology } = await withBought(listed);
    expect(registered.get("support-line")).toMatchObject({
      type: "twilio:NumberAssociation",
      inputs: { number: BOUGHT, move: true },
    });
    expect(registered.get("support-+15105550100")?.inputs).toMatchObject({ number: "+15105550100" });
    for (const name of ["support-inbound", "support-trunk", "support-outbound"])
      expect(registered.get(name)?.inputs.numbers).toEqual([BOUGHT, "+15105550100"]);
    expect(registered.get("support-line")?.after).toEqual(expect.arrayContaining(["line", "support-rule"]));
    expect(await valueOf(topology.fromNumbers)).toEqual([BOUGHT, "+15105550100"]);
    expect(Object.keys(topology.nodes.numbers)).toEqual(["line", "+15105550100"]);
  });

  it("is unknown in preview, and everything else is known", async () => {
    const { registered } = await withBought(listed, { preview: true });
    expect([...registered.keys()]).toEqual(expect.arrayContaining(["support-line", "support-inbound"]));
    expect(registered.get("support-+15105550100")?.inputs).toMatchObject({ number: "+15105550100" });
    expect(registered.get("support-line")?.inputs).not.toHaveProperty("number", BOUGHT);
  });
});

describe("an argument from an output", () => {
  it("reaches its resource", async () => {
    const given = <T>(value: T) => pulumi.output(value);
    const { registered } = await withBought(() => ({
      sipDomain: given("Acme.sip.livekit.cloud"),
      agentName: given("acme-agent"),
      names: { elasticTrunk: given("Acme") },
      numbers: { "+15105550100": { purchase: true, addressSid: given(ADDRESS) } },
      trunk: { domainName: given("acme.pstn.twilio.com"), disasterRecoveryUrl: given("https://acme.com/closed") },
      inbound: { attributes: { team: given("a") }, allowedNumbers: given(["+15105550199"]) },
      outbound: { address: given("sip.carrier.com"), fromNumbers: [given("+15105550100")] },
    }));
    const inputsOf = (name: string) => registered.get(`support-${name}`)?.inputs;
    expect(inputsOf("origination")).toMatchObject({ sipUrl: `sip:${sipDomain};transport=tcp` });
    expect(inputsOf("rule")).toMatchObject({
      roomConfig: { agents: [{ agentName: "acme-agent" }] },
      attributes: { team: "a" },
    });
    expect(inputsOf("trunk")).toMatchObject({
      ...{ friendlyName: "Acme", domainName: "acme.pstn.twilio.com", deliversTo: [sipDomain] },
      disasterRecoveryUrl: "https://acme.com/closed",
    });
    expect(inputsOf("inbound")).toMatchObject({ allowedNumbers: ["+15105550199"], ringingTimeoutStatus: 503 });
    expect(inputsOf("number-+15105550100")).toMatchObject({ addressSid: ADDRESS });
    expect(inputsOf("outbound")).toMatchObject({ address: "sip.carrier.com", numbers: ["+15105550100"] });
  });

  it("reaches every resource that depends on it", async () => {
    const id = `ST_${"a".repeat(12)}`;
    const { registered } = await withBought(() => ({
      namePrefix: pulumi.output("Acme"),
      numbers: { "+15105550100": {} },
      trunk: { secure: pulumi.output(true), fallbackRegions: ["eu"] },
      adopt: { default: pulumi.output("never" as const), inboundTrunk: pulumi.output(id) },
    }));
    const inputsOf = (name: string) => registered.get(`support-${name}`)?.inputs;
    expect(inputsOf("trunk")).toMatchObject({ friendlyName: "Acme Inbound", secure: true, adopt: "never" });
    expect(inputsOf("origination-eu")).toMatchObject({
      sipUrl: expect.stringContaining("tls") as string,
      adopt: "never",
    });
    expect(inputsOf("inbound")).toMatchObject({ name: "Acme Inbound", adopt: id, media: { encryption: "require" } });
    expect(inputsOf("outbound")).toMatchObject({ transport: "tls", media: { encryption: "require" } });
  });

  it("may be the policy for all objects, or an encryption that is left to LiveKit", async () => {
    const { registered } = await withBought(() => ({
      numbers: { "+15105550100": {} },
      trunk: { secure: pulumi.output(false) },
      adopt: pulumi.output("never" as const),
    }));
    for (const name of ["trunk", "origination", "inbound", "rule", "outbound", "credentials"])
      expect(registered.get(`support-${name}`)?.inputs, name).toMatchObject({ adopt: "never" });
    expect(registered.get("support-inbound")?.inputs).not.toHaveProperty("media.encryption");
    expect(registered.get("support-outbound")?.inputs).toMatchObject({ transport: "auto" });
  });

  /** The error of a program with these arguments when the output's value is known. */
  const refusal = async (args: TopologyArgs, output: (topology: Topology) => unknown) => {
    await MockedEngine.start();
    // An output that fails rejects each of its promises, and the SDK awaits them one at a time.
    const { isKnown, isSecret, promise, allResources } = output(wholeTopology("support", args)) as Promises;
    const all = await Promise.allSettled([promise(), isKnown, isSecret, allResources()]);
    return all[0].status === "rejected" ? (all[0].reason as Error).message : "accepted";
  };

  it.each<[string, TopologyArgs, (topology: Topology) => unknown, string]>([
    [
      "an invalid host",
      { sipDomain: pulumi.output("https://acme.com") },
      ({ sipDomain }) => sipDomain,
      'sipDomain: "https://acme.com" is not host or host:port; write one',
    ],
    [
      "a region without a known host",
      { sipDomain: pulumi.output("sip.acme.com"), trunk: { fallbackRegions: ["eu"] } },
      ({ sipDomain }) => sipDomain,
      "trunk.fallbackRegions: eu has no host, because sip.acme.com",
    ],
    [
      "a transport that a secure trunk does not support",
      { sipDomain, trunk: { secure: true, transport: pulumi.output("udp" as const) } },
      ({ trunk }) => trunk.transport,
      "trunk.transport: is udp, but a secure trunk accepts only tls; write tls",
    ],
    [
      "a trunk that turns out to be secure, with a transport that is not",
      { sipDomain, trunk: { secure: pulumi.output(true), transport: "udp" } },
      ({ trunk }) => trunk.secure,
      "trunk.transport: is udp, but a secure trunk accepts only tls; write tls",
    ],
    [
      "a policy that does not exist",
      { sipDomain, adopt: pulumi.output("always" as "never") },
      ({ adopt }) => adopt,
      'adopt: must be "by-name", "never", or an object of ids',
    ],
    [
      "an address for a number that is not bought",
      { sipDomain, numbers: { "+15105550100": { addressSid: pulumi.output(ADDRESS) } as NumberArgs } },
      ({ numbers: [number] }) => number?.addressSid,
      'numbers["+15105550100"]: sets regulatory SIDs without purchase: true; set purchase to true',
    ],
    [
      "a number that is not in E.164 format",
      { sipDomain, numbers: [{ key: "line", number: pulumi.output("(206) 555-0200") }] },
      ({ numbers: [number] }) => number?.number,
      "numbers[0].number: is not in E.164 format; write +12065550200, in quotes",
    ],
    [
      "a number that is already listed",
      { sipDomain, numbers: [{ number: BOUGHT }, { key: "line", number: pulumi.output(BOUGHT) }] },
      ({ numbers: [, number] }) => number?.number,
      `numbers[1].number: is the same number as "${BOUGHT}"; keep one of the two`,
    ],
    [
      "a secret, which is not shown",
      { sipDomain: pulumi.secret("https://hunter2@acme.com") },
      ({ sipDomain }) => sipDomain,
      "sipDomain: is not valid; it is a secret, so it is not shown here",
    ],
  ])("is refused once its value is known: %s", async (_, args, output, problem) => {
    expect(withoutCodes(await refusal(args, output))).toContain(`SipTopology "support" has 1 problem:\n  - ${problem}`);
  });
});
