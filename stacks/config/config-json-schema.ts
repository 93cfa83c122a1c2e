import { type FieldDocs, readFieldDocs, withFieldDocs } from "@arkenos/agent/field-docs";
import { z } from "zod";
import { configSchema } from "./config-schema.js";

const TRAITS = ["secret", "immutable", "writeOnly", "generated", "local"];

/** Text, or the object that Pulumi writes for encrypted text. */
const textOrSecure = {
  type: ["string", "object"],
  properties: { secure: { type: "string", description: "The encrypted text, as Pulumi writes it." } },
  required: ["secure"],
  additionalProperties: false,
};

/**
 * The config as a JSON Schema of `Pulumi.<stack>.yaml`, for editors.
 *
 * @param docs the descriptions of the properties
 */
export function configJsonSchema(
  docs: FieldDocs = readFieldDocs(import.meta.url, "@arkenos/stacks/config-docs.json"),
): object {
  const schema = z.toJSONSchema(configSchema, { io: "input", override: asWritten });
  const keys = Object.entries(schema.properties ?? {}).map(([key, value]) => [`arkenos:${key}`, value] as const);
  const whole = {
    $schema: schema.$schema,
    title: "Configuration of a telephony stack",
    type: "object",
    properties: {
      config: {
        type: "object",
        properties: Object.fromEntries(keys),
        // Other namespaces belong to other programs and providers.
        propertyNames: { anyOf: [{ enum: keys.map(([key]) => key) }, { not: { pattern: "^arkenos:" } }] },
      },
    },
    $defs: schema.$defs,
  };
  return withFieldDocs(whole, docs);
}

/** Removes our traits. Pulumi encrypts each text by itself, including text inside objects. */
function asWritten({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: object }): void {
  for (const trait of TRAITS) Reflect.deleteProperty(jsonSchema, trait);
  if (!z.globalRegistry.get(zodSchema)?.secret) return;
  const isObject = "additionalProperties" in jsonSchema;
  Object.assign(jsonSchema, isObject ? { additionalProperties: textOrSecure } : textOrSecure);
}
