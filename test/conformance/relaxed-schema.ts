import type { Json } from "./twilio-openapi.js";

/**
 * OpenAPI 3.0 to JSON Schema: stricter than Twilio's, because an answer must have exactly the described members, and
 * with the exceptions that Twilio's own examples need.
 */
export function relaxed(node: Json, key = ""): Json {
  if (isArray(node)) return node.map((part) => relaxed(part));
  if (node === null || typeof node !== "object") return node;
  // The service returns "" for an application that is not set.
  if (/^(voice|sms)_application_sid$/.test(key) && "pattern" in node) return { anyOf: [{ enum: ["", null] }, node] };
  // One example has them as strings.
  if (/^(latitude|longitude)$/.test(key) && node.type === "number") return { type: ["number", "string", "null"] };

  // Prices are text in every example, and null where there is none.
  if (/^((base|current)_price|number_type)$/.test(key) && "type" in node) return { type: ["string", "null"] };

  const schema: Record<string, Json> = Object.fromEntries(
    Object.entries(node).map(([name, part]) => [name, relaxed(part, name)]),
  );
  // ajv supports `nullable` only beside `type`, and not in an enum.
  if (schema.nullable && isArray(schema.enum)) schema.enum = [...schema.enum, null];
  if (!schema.type) delete schema.nullable;
  if (schema.properties && key !== "properties")
    return { ...schema, required: membersOf(schema.properties), additionalProperties: false };
  return schema;
}

/** The required members: all except `fax` among the capabilities, and the paging that a search lacks. */
function membersOf(properties: Json): string[] {
  const names = Object.keys(properties ?? {});
  return names.includes("available_phone_numbers")
    ? ["available_phone_numbers", "uri"]
    : names.filter((name) => name !== "fax");
}

function isArray(node: Json | undefined): node is readonly Json[] {
  return Array.isArray(node);
}
