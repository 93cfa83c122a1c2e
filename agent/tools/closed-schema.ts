type Schema = Readonly<Record<string, unknown>>;

/** Keywords with a schema, a list of schemas, or a map of schemas: for nested values, and for the same value. */
const NESTED = ["items", "prefixItems", "properties", "patternProperties", "additionalProperties", "contains"];
const SAME_VALUE = ["allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas", "$defs", "definitions"];
/** Keywords whose value maps names, which are not keywords, to schemas. */
const MAPS = new Set(["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"]);
const OPENING = ["additionalProperties", "unevaluatedProperties"];
const REFERENCES = ["$ref", "$dynamicRef"];

/**
 * Closes a schema: it then accepts only declared properties at every depth, unless it sets `additionalProperties` itself.
 * Nested objects without declared properties stay open.
 */
export function closed(schema: Schema): Schema {
  return close({ type: "object", properties: {}, ...schema });
}

function close(schema: Schema): Schema {
  const inner = descend(schema);
  if (OPENING.some((keyword) => keyword in schema)) return inner;
  const composed = [...SAME_VALUE, ...REFERENCES].some(
    (keyword) => keyword in schema && !/^(\$defs|definitions)$/.test(keyword),
  );
  // Only unevaluatedProperties considers properties declared in other parts of the schema.
  if (composed) return { ...inner, unevaluatedProperties: false };
  return "properties" in schema || "patternProperties" in schema ? { ...inner, additionalProperties: false } : inner;
}

function descend(schema: Schema): Schema {
  const entries = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (NESTED.includes(keyword)) return [keyword, each(keyword, value, close)];
    return [keyword, SAME_VALUE.includes(keyword) ? each(keyword, value, descend) : value];
  });
  return Object.fromEntries(entries);
}

function each(keyword: string, value: unknown, change: (schema: Schema) => Schema): unknown {
  if (Array.isArray(value)) return value.map((item) => (isSchema(item) ? change(item) : item));
  if (!isSchema(value)) return value;
  if (!MAPS.has(keyword)) return change(value);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, isSchema(item) ? change(item) : item]));
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
