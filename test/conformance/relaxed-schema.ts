import type { Json } from "./twilio-openapi.js";

/**
 * OpenAPI 3.0 to JSON Schema: stricter than Twilio's, in that an answer has exactly the members that are
 * described, and with the tolerances without which Twilio's own examples fail.
 */
export function relaxed(node: Json, key = ""): Json {
  if (isArray(node)) return node.map((part) => relaxed(part));
  if (node === null || typeof node !== "object") return node;
  // The service answers "" for an application that is not set.
  if (/^(voice|sms)_application_sid$/.test(key) && "pattern" in node) return { anyOf: [{ enum: ["", null] }, node] };
  // An example has them as text.
  if (/^(latitude|longitude)$/.test(key) && node.type === "number") return { type: ["number", "string", "null"] };

  // Prices are text in every example, and null where there is none.
  if (/^((base|current)_price|number_type)$/.test(key) && "type" in node) return { type: ["string", "null"] };

  const schema: Record<string, Json> = Object.fromEntries(
    Object.entries(node).map(([name, part]) => [name, relaxed(part, name)]),
  );
  // ajv reads `nullable` beside `type` only, and not into an enum.
  if (schema.nullable && isArray(schema.enum)) schema.enum = [...schema.enum, null];
  if (!schema.type) delete schema.nullable;
  if (schema.properties && key !== "properties")
    return { ...schema, required: membersOf(schema.properties), additionalProperties: false };
  return schema;
}

/** The members that must be there: all but `fax` among the capabilities, and the paging that a search has not. */
function membersOf(properties: Json): string[] {
  const names = Object.keys(properties ?? {});
  return names.includes("available_phone_numbers")
    ? ["available_phone_numbers", "uri"]
    : names.filter((name) => name !== "fax");
}

function isArray(node: Json | undefined): node is readonly Json[] {
  return Array.isArray(node);
}
