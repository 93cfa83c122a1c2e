import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { configJsonSchema } from "../../stacks/config/config-json-schema.js";

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(configJsonSchema());
const example = readFileSync(join(import.meta.dirname, "..", "example", "Pulumi.dev.yaml"), "utf8");

/** What an editor underlines in a stack's config. */
function mistakes(config: string): string[] {
  validate(parse(`config:\n${config.replace(/^/gm, "  ")}`));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe("the JSON Schema of Pulumi.<stack>.yaml", () => {
  it("accepts the committed example", () => {
    validate(parse(example));
    expect(validate.errors).toBeNull();
  });

  it("accepts what Pulumi itself writes into the file", () => {
    validate({ encryptionsalt: "v1:abc=", config: { "aws:region": "eu-west-1" } });
    expect(validate.errors).toBeNull();
  });

  it("requires no secret, and accepts one that Pulumi has encrypted", () => {
    expect(mistakes("arkenos:livekitUrl: wss://acme.livekit.cloud")).toEqual([]);
    expect(mistakes("arkenos:twilioAuthToken: { secure: v1:abc= }")).toEqual([]);
    expect(mistakes("arkenos:agentEnv: { OPENAI_API_KEY: { secure: v1:abc= }, LOG_LEVEL: debug }")).toEqual([]);
  });

  it("accepts ids to adopt, each in its format", () => {
    expect(mistakes("arkenos:adopt: never")).toEqual([]);
    expect(mistakes("arkenos:adopt: { default: never, inboundTrunk: ST_abc }")).toEqual([]);
    expect(mistakes("arkenos:adopt: { inboundTrunk: TK_abc }")).not.toEqual([]);
  });

  it.each([
    ["an unknown key", "arkenos:phoneNumbers: {}", "/config property name must be valid"],
    [
      "an unknown key of an agent",
      "arkenos:agents: { a: { prompt: x } }",
      "/config/arkenos:agents/a must NOT have additional properties",
    ],
    [
      "a number that is not in E.164 format",
      'arkenos:numbers: { "510": { agent: a } }',
      "/config/arkenos:numbers property name must be valid",
    ],
    [
      "a number that is not in quotes",
      "arkenos:numbers: { +15105550100: { agent: a } }",
      "/config/arkenos:numbers property name must be valid",
    ],
    [
      "a number without an agent",
      'arkenos:numbers: { "+15105550100": {} }',
      "/config/arkenos:numbers/+15105550100 must have required property 'agent'",
    ],
    ["a string for a switch", "arkenos:trunk: { secure: 'yes' }", "/config/arkenos:trunk/secure must be boolean"],
    [
      "a secret that is an object",
      "arkenos:twilioAuthToken: { token: x }",
      "/config/arkenos:twilioAuthToken must have required property 'secure'",
    ],
    [
      "an unknown tool",
      "arkenos:agents: { a: { tools: [{ type: hang_up }] } }",
      "/config/arkenos:agents/a/tools/0/type must be equal to constant",
    ],
  ])("refuses %s", (_, config, mistake) => {
    expect(mistakes(config)).toContain(mistake);
  });
});
