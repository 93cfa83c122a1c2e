import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { CONTRACT_VERSION, type Contract, contractJsonSchema, contractSchema } from "../../agent/contract/contract.js";

const persona = { systemPrompt: "You answer for Acme.", firstSpeaker: "agent", language: "en", tools: [] } as const;
const contract: Contract = {
  version: CONTRACT_VERSION,
  agentName: "arkenos-agent",
  livekitUrl: "wss://acme.livekit.cloud",
  agents: { reception: { ...persona, tools: [] } },
  numbers: { "+15105550100": "reception" },
  defaultAgent: "reception",
  outbound: { trunkId: "ST_000001", fromNumbers: ["+15105550100"] },
};

/** The errors of a contract, with path and text. */
function mistakes(changes: object): string[] {
  const { error } = contractSchema.safeParse({ ...contract, ...changes });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("a contract", () => {
  it("reads back unchanged", () => {
    expect(contractSchema.parse(JSON.parse(JSON.stringify(contract)))).toEqual(contract);
  });

  it("of version 1, in the outputs of older stacks, is read unchanged", () => {
    expect(contractSchema.parse({ ...contract, version: 1 })).toEqual({ ...contract, version: 1 });
  });

  it("needs neither a default agent nor outbound calls", () => {
    const { defaultAgent: _, outbound: __, ...least } = contract;
    expect(contractSchema.parse(least)).toEqual(least);
  });

  it("gets a persona's defaults when it was written by hand", () => {
    const { agents } = contractSchema.parse({
      ...contract,
      agents: { reception: { systemPrompt: "You answer for Acme." } },
    });
    expect(agents.reception).toEqual(persona);
  });

  it.each([
    [
      "a future version",
      { version: 3 },
      "version: is 3, and this package reads 1 and 2: the stack is newer than the worker; upgrade the worker's @arkenos/agent to the version of the stack's @arkenos/stacks",
    ],
    [
      "no version",
      { version: undefined },
      "version: is undefined, and this package reads 1 and 2; run `pulumi up` with this version of @arkenos/stacks, then export the outputs again",
    ],
    [
      "a version of text",
      { version: "2" },
      'version: is "2", and this package reads 1 and 2; run `pulumi up` with this version of @arkenos/stacks, then export the outputs again',
    ],
    ["a key that this version does not know", { blocked: [] }, ': Unrecognized key: "blocked"'],
    ["no name for the worker", { agentName: "" }, "agentName: is empty"],
    ["an unknown agent", { numbers: { "+15105550100": "nobody" } }, 'numbers.+15105550100: there is no agent "nobody"'],
    [
      "an agent named like a property of every object",
      { defaultAgent: "toString" },
      'defaultAgent: there is no agent "toString"',
    ],
    ["a persona without a prompt", { agents: { reception: {} } }, "agents.reception.systemPrompt: must be text"],
    ["outputs that were printed without secrets", { agents: "[secret]" }, "agents: must map agent ids to personas"],
    ["outbound settings without a trunk", { outbound: { trunkId: "", fromNumbers: [] } }, "outbound.trunkId: is empty"],
  ])("is refused with %s", (_, changes, mistake) => {
    expect(mistakes(changes)).toContain(mistake);
  });

  it("is refused with a number that could never match a call", () => {
    expect(mistakes({ numbers: { "510 555 0100": "reception" } })).toHaveLength(1);
  });
});

describe("the contract's JSON Schema", () => {
  const validate = new Ajv2020().compile(contractJsonSchema());

  it("accepts what the schema accepts", () => {
    validate(contract);
    expect(validate.errors).toBeNull();
  });

  it("accepts version 1 too", () => {
    expect(validate({ ...contract, version: 1 })).toBe(true);
  });

  it.each([{ version: 3 }, { blocked: [] }, { numbers: { "510": "reception" } }, { agents: { reception: {} } }])(
    "refuses %j",
    (changes) => {
      expect(validate({ ...contract, ...changes })).toBe(false);
    },
  );
});
