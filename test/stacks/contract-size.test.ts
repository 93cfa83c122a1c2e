import * as pulumi from "@pulumi/pulumi";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { readConfig } from "../../stacks/config.js";
import { contractBytes, contractSizeWarning } from "../../stacks/contract-size.js";
import { codedText, detailText } from "../../provider/problem.js";
import { MockedEngine, valueOf } from "./mocked-engine.js";
import { pulumiConfig, soundConfig, withoutCredentials } from "./pulumi-config.js";
import { talking } from "../talking.js";

const VARIABLE = 131_072;
const CONFIG_MAP = 1_048_576;

beforeEach(withoutCredentials);

const withPrompt = (systemPrompt: string, config: object = {}) => ({
  ...soundConfig,
  agents: { reception: { systemPrompt, ...talking } },
  ...config,
});
const read = (config: Readonly<Record<string, unknown>>) => readConfig(pulumiConfig(config));
/** The warning about a config's contract. */
const textOf = (config: ReturnType<typeof read>) => {
  const warning = contractSizeWarning(config);
  return warning && detailText(warning);
};
/** A config whose contract has exactly this many bytes. */
const ofBytes = (bytes: number) => read(withPrompt("x".repeat(1 + bytes - contractBytes(read(withPrompt("x"))))));

describe("a contract's size", () => {
  it.each<[string, number, RegExp | undefined]>([
    ["with a few numbers", 2_000, undefined],
    ["just below 80% of a variable", Math.ceil(VARIABLE * 0.8) - 1, undefined],
    [
      "at 80% of a variable",
      Math.ceil(VARIABLE * 0.8),
      /^The output telephony takes 104,858 bytes, 80% of the limit for an environment variable, .* \(131,072\); pass it/,
    ],
    ["that just fits into a variable", VARIABLE, /takes 131,072 bytes, 100% of the limit for an environment variable/],
    [
      "too large for a variable",
      VARIABLE + 1,
      /takes 131,073 bytes, more than fits into an environment variable.*ARKENOS_STACK_OUTPUTS/,
    ],
    ["just below 80% of a ConfigMap", Math.ceil(CONFIG_MAP * 0.8) - 1, /more than fits into an environment variable/],
    [
      "at 80% of a ConfigMap",
      Math.ceil(CONFIG_MAP * 0.8),
      /838,861 bytes, 80% of the limit for a Kubernetes ConfigMap/,
    ],
    ["that just fits into a ConfigMap", CONFIG_MAP, /100% of the limit for a Kubernetes ConfigMap \(1,048,576\)/],
    ["too large for a ConfigMap", CONFIG_MAP + 1, /more than fits into a Kubernetes ConfigMap \(1,048,576\); mount it/],
  ])("%s is checked", (_, bytes, warning) => {
    const config = ofBytes(bytes);
    expect(contractBytes(config)).toBe(bytes);
    if (warning === undefined) expect(contractSizeWarning(config)).toBeUndefined();
    else expect(textOf(config)).toMatch(warning);
  });

  it("is counted in bytes, not characters", () => {
    const letters = Math.ceil(VARIABLE * 0.5);
    expect(contractSizeWarning(read(withPrompt("x".repeat(letters))))).toBeUndefined();
    expect(textOf(read(withPrompt("ü".repeat(letters))))).toMatch(/more than fits/);
  });

  it("counts the numbers twice if outbound calls use them", () => {
    const numbers = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, index) => [
        `+1510555${String(index).padStart(4, "0")}`,
        { agent: "reception" },
      ]),
    );
    const both = contractBytes(read(withPrompt("x", { numbers })));
    const one = contractBytes(read(withPrompt("x", { numbers, outbound: { enabled: false } })));
    expect(both - one).toBeGreaterThan(2_000 * '"+15105550000",'.length);
  });
});

describe("the stack program", () => {
  const warned = vi.spyOn(pulumi.log, "warn").mockResolvedValue();
  let runs = 0;

  /** The program's contract as Pulumi prints it, and its warnings. */
  async function run(config: Readonly<Record<string, unknown>>) {
    warned.mockClear();
    const engine = await MockedEngine.start();
    pulumi.runtime.setAllConfig(pulumiConfig(config));
    const address = `${join(import.meta.dirname, "..", "..", "stacks", "main.ts")}?size=${++runs}`;
    const { telephony } = (await import(/* @vite-ignore */ address)) as typeof import("../../stacks/main.js");
    await engine.registered();
    const printed = `${JSON.stringify(await valueOf<unknown>(telephony), undefined, 2)}\n`;
    return { bytes: Buffer.byteLength(printed), warnings: warned.mock.calls.map(([message]) => message) };
  }

  it("warns in preview, with the size that the worker later reads", async () => {
    const config = withPrompt("x".repeat(VARIABLE));
    const { bytes, warnings } = await run(config);
    // The mocked engine's trunk id is longer than LiveKit's.
    expect(Math.abs(contractBytes(read(config)) - bytes)).toBeLessThan(20);
    const warning = contractSizeWarning(read(config)) ?? expect.fail();
    expect(warnings).toEqual([codedText({ path: [], ...warning })]);
  });

  it("does not warn while there is room", async () => {
    expect((await run(soundConfig)).warnings).toEqual([]);
  });
});
