import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it } from "vitest";
import { hostsOf } from "../../stacks/topology/hosts.js";
import type { TopologyArgs } from "../../stacks/topology/topology-args.js";
import { wholeTopology } from "../../stacks/topology/whole-topology.js";
import { MockedEngine } from "./mocked-engine.js";

const sipDomain = "acme.sip.livekit.cloud";
const NUMBER = "+15105550100";

/** The SDK's internal state of an output. */
interface Promises {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  promise(): Promise<unknown>;
  allResources(): Promise<unknown>;
}

/** The error of each output; all of an output's promises are awaited, so that none is left unhandled. */
async function errorsOf(...outputs: unknown[]): Promise<unknown[]> {
  const promises = (outputs as Promises[]).map((one) => [one.promise(), one.isKnown, one.isSecret, one.allResources()]);
  const settled = await Promise.all(promises.map((all) => Promise.allSettled(all)));
  return settled.map(([value]) => (value?.status === "rejected" ? value.reason : "accepted"));
}

beforeEach(async () => {
  await MockedEngine.start();
});

describe("outputs whose values are known at once", () => {
  /** How often the arguments are read for this many numbers. */
  const readsFor = async (count: number) => {
    let reads = 0;
    const numbers = Array.from({ length: count }, (_, index) => ({
      key: `line-${index}`,
      number: pulumi.output(`+1510555${1000 + index}`),
    }));
    const args = Object.defineProperty({ numbers } as unknown as TopologyArgs, "sipDomain", {
      enumerable: true,
      get: () => {
        reads += 1;
        return sipDomain;
      },
    });
    const topology = wholeTopology("support", args);
    expect(await errorsOf(...topology.numbers.map(({ number }) => number))).toEqual(numbers.map(() => "accepted"));
    return reads;
  };

  it("are validated once, however many there are", async () => {
    expect(await readsFor(50)).toBe(await readsFor(1));
  });

  it("are refused with one error, which says the same wherever Pulumi finds it", async () => {
    const numbers = ["one", "other"].map((key) => ({ key, number: pulumi.output(NUMBER) }));
    const [one, other] = await errorsOf(
      ...wholeTopology("support", { sipDomain, numbers }).numbers.map((at) => at.number),
    );
    expect(one).toBe(other);
    const error = one as Error;
    const text = error.message;
    expect(text).toContain(`numbers[1].number: is the same number as "${NUMBER}"`);
    // Pulumi does this for each property that the output reaches.
    error.message = `error serializing property "number": ${error.message}`;
    expect(error.message).toBe(text);
  });

  it("show no secret among them, and blame no other secret", async () => {
    const {
      sipDomain: domain,
      agentName,
      namePrefix,
    } = wholeTopology("support", {
      sipDomain: pulumi.secret("https://hunter2.acme.com"),
      agentName: pulumi.output("acme-agent"),
      namePrefix: pulumi.secret("Acme"),
    });
    const errors = await errorsOf(domain, agentName, namePrefix);
    for (const { message } of errors as Error[]) {
      expect(message).toMatch(/1 problem.*\n {2}- sipDomain: is not valid .*it is a secret/);
      expect(message).not.toContain("hunter2");
    }
  });

  it("show a problem that has nothing to do with a secret among them", async () => {
    const { sipDomain: domain, namePrefix } = wholeTopology("support", {
      sipDomain: pulumi.output("https://acme.com"),
      namePrefix: pulumi.secret("Acme"),
    });
    const [error] = await errorsOf(namePrefix, domain);
    expect((error as Error).message).toContain('sipDomain: "https://acme.com" is not host or host:port');
  });
});

it("a SIP domain that turns out to be a fallback region's own is refused, for it would have two origination URLs", async () => {
  const regional = "acme.eu.sip.livekit.cloud";
  const trunk = { fallbackRegions: ["us" as const, "eu" as const] };
  const late = wholeTopology("support", { sipDomain: pulumi.output(regional), trunk });
  const [error] = await errorsOf(late.sipDomain);
  expect((error as Error).message).toContain(`trunk.fallbackRegions: names eu, but ${regional} is already the host`);
  expect(hostsOf(wholeTopology("support", { sipDomain: regional, trunk }))).toHaveLength(2);
});
