import { contractJsonSchema } from "@arkenos/agent/contract";
import { configJsonSchema } from "@arkenos/stacks";
import { beforeAll, describe, expect, it } from "vitest";
import { takenDocs } from "../../stacks/build/taken-docs.js";

describe.each([
  ["the contract's JSON Schema", contractJsonSchema()],
  ["the JSON Schema of Pulumi.<stack>.yaml", configJsonSchema()],
])("%s", (_name, schema) => {
  it("describes every property", () => {
    const properties = propertiesOf(schema);
    expect(properties.length).toBeGreaterThan(100);
    expect(properties.filter(({ description }) => !description).map(({ path }) => path)).toEqual([]);
  });
});

describe("the descriptions", () => {
  let taken: ReturnType<typeof takenDocs>;
  beforeAll(() => {
    taken = takenDocs();
  });

  it("are the comments that an editor shows, from the latest build", () => {
    const { contract, stack } = taken;
    expect(contractJsonSchema()).toEqual(contractJsonSchema(contract));
    expect(configJsonSchema()).toEqual(configJsonSchema(stack));
  });

  it("distinguish the alternatives of a tool", () => {
    const docs = Object.values(taken.contract);
    expect(docs).toEqual(
      expect.arrayContaining([
        "Lets the model hang up.",
        "Lets the model send DTMF digits.",
        "A request to a web service.",
      ]),
    );
  });

  it("include the defaults that the schema itself cannot hold", () => {
    expect(configJsonSchema()).toHaveProperty(
      ["properties", "config", "properties", "arkenos:sipDomain", "description"],
      "LiveKit's SIP host, `host[:port]`. Default: derived from `livekitUrl`.",
    );
  });
});

interface Property {
  readonly path: string;
  readonly description: unknown;
}

/** Every property that a JSON Schema names, at every depth. */
function propertiesOf(schema: unknown, path = ""): Property[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, part]: [string, unknown]) => {
    const here = `${path}/${key}`;
    if (key !== "properties") return propertiesOf(part, here);
    return Object.entries(part as Record<string, { description?: unknown }>).flatMap(([name, inner]) => [
      { path: `${here}/${name}`, description: inner.description },
      ...propertiesOf(inner, `${here}/${name}`),
    ]);
  });
}
