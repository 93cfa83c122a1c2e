import { join } from "node:path";
import { CONTRACT_VERSION, contractJsonSchema, contractSchema } from "@arkenos/agent/contract";
import * as pulumi from "@pulumi/pulumi";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { MockedEngine, valueOf } from "./mocked-engine.js";
import { pulumiConfig, SECRETS, soundConfig, withoutCredentials } from "./pulumi-config.js";
import { talking } from "../talking.js";

const logged = vi.spyOn(pulumi.log, "info").mockResolvedValue();

beforeEach(() => {
  withoutCredentials();
  logged.mockClear();
});

/** Runs the stack program. @returns what `pulumi stack output --json` would show */
async function outputsOf(config: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown>> {
  const engine = await MockedEngine.start();
  pulumi.runtime.setAllConfig(pulumiConfig({ ...soundConfig, ...config }));
  const exported = Object.entries(await runProgram());
  await engine.registered();
  const outputs = await Promise.all(
    exported.map(async ([name, output]) => [name, await valueOf<unknown>(output)] as const),
  );
  return Object.fromEntries(outputs.filter(([, value]) => value !== undefined));
}

let runs = 0;

/** A module runs once; under another URL it is a new module that shares its imports. */
function runProgram(): Promise<typeof import("../../stacks/main.js")> {
  const address = `${join(import.meta.dirname, "..", "..", "stacks", "main.ts")}?run=${++runs}`;
  return import(/* @vite-ignore */ address) as Promise<typeof import("../../stacks/main.js")>;
}

describe("the stack's output telephony", () => {
  it("is the contract that the worker reads", async () => {
    const { telephony } = await outputsOf({ defaultAgent: "reception" });
    expect(contractSchema.parse(telephony)).toEqual({
      version: CONTRACT_VERSION,
      agentName: "arkenos-agent",
      livekitUrl: "wss://acme.livekit.cloud",
      agents: {
        reception: {
          systemPrompt: "You answer for Acme.",
          ...talking,
          firstSpeaker: "agent",
          language: "en",
          tools: [],
        },
      },
      numbers: { "+15105550100": "reception" },
      defaultAgent: "reception",
      outbound: { trunkId: "id-of-telephony-outbound", fromNumbers: ["+15105550100"] },
    });
  });

  it.each([
    ["every setting", { defaultAgent: "reception" }],
    ["no agents and no numbers", { agents: undefined, numbers: undefined }],
    ["no outbound calls", { outbound: { enabled: false } }],
    [
      "every kind of tool and model",
      {
        agentEnv: { ELEVEN_API_KEY: "e", KEY: "k" },
        agents: {
          reception: {
            systemPrompt: "You answer for Acme.",
            ...talking,
            tts: { plugin: "elevenlabs", options: { speed: 1.1, voice: { id: "x", tags: ["a", null] } } },
            tools: [
              {
                type: "http",
                name: "find",
                description: "Finds.",
                url: "https://a.b",
                headers: { "X-Key": "${env:KEY}" },
              },
              { type: "end_call" },
              { type: "transfer_call", targets: { sales: "tel:+15105550199" } },
              { type: "dtmf" },
            ],
          },
        },
      },
    ],
  ])("satisfies the contract's schema and its JSON Schema, with %s", async (_, config) => {
    const { telephony } = await outputsOf(config);
    expect(contractSchema.parse(telephony)).toEqual(telephony);
    const validate = new Ajv2020().compile(contractJsonSchema());
    validate(telephony);
    expect(validate.errors).toBeNull();
  });

  it("omits outbound calls that are not enabled", async () => {
    expect((await outputsOf({ outbound: { enabled: false } })).telephony).not.toHaveProperty("outbound");
  });
});

describe("the stack's outputs", () => {
  it("list the existing objects", async () => {
    const { telephony: _, ...rest } = await outputsOf();
    expect(rest).toEqual({
      sipDomain: "acme.sip.livekit.cloud",
      terminationDomain: "acme.pstn.twilio.com",
      numbers: { "+15105550100": "reception" },
      elasticTrunkSid: "id-of-telephony-trunk",
      inboundTrunkId: "id-of-telephony-inbound",
      dispatchRuleId: "id-of-telephony-rule",
      outboundTrunkId: "id-of-telephony-outbound",
    });
  });

  it("contain no secret: no credential, no generated password, nothing from agentEnv", async () => {
    const text = JSON.stringify(await outputsOf());
    for (const secret of [...Object.values(SECRETS), "generated-password", "OPENAI_API_KEY"]) {
      expect(text).not.toContain(secret);
    }
  });

  it("omit what does not exist", async () => {
    const outputs = await outputsOf({ numbers: undefined });
    expect(Object.keys(outputs).sort()).toEqual([
      "elasticTrunkSid",
      "numbers",
      "sipDomain",
      "telephony",
      "terminationDomain",
    ]);
  });
});

describe("a SIP domain that was derived", () => {
  it("is announced, and only then", async () => {
    await outputsOf({ sipDomain: "4hx2.sip.livekit.cloud" });
    expect(logged).not.toHaveBeenCalled();
    await outputsOf();
    expect(logged).toHaveBeenCalledWith(
      "The SIP domain acme.sip.livekit.cloud is derived from livekitUrl [arkenos:derived_sip_domain]; " +
        "set sipDomain if LiveKit's settings page shows another one",
    );
  });
});

describe("a bad config", () => {
  it("is reported after the first macrotask, before anything is registered", async () => {
    const engine = await MockedEngine.start();
    pulumi.runtime.setAllConfig(pulumiConfig({ ...soundConfig, adopt: "always", agentName: "" }));
    const turn = vi.fn();
    setImmediate(turn);
    await expect(runProgram()).rejects.toThrow("The stack's config has 2 problems [arkenos:invalid_config]:");
    expect(turn).toHaveBeenCalled();
    expect((await engine.registered()).size).toBe(0);
  });
});
