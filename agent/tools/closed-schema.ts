type Schema = Readonly<Record<string, unknown>>;

/** Keywords that hold one schema, a list of them, or a map: for a value within, or for the same value again. */
const WITHIN = ["items", "prefixItems", "properties", "patternProperties", "additionalProperties", "contains"];
const AGAIN = ["allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas", "$defs", "definitions"];
/** Keywords whose value maps names to schemas; a name in it is no keyword. */
const MAPS = new Set(["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"]);
const OPENING = ["additionalProperties", "unevaluatedProperties"];
const REFERENCES = ["$ref", "$dynamicRef"];

/**
 * A schema that takes only the properties that it declares, at every depth, unless it says otherwise. An object of
 * which nothing is declared below the arguments themselves stays open: it was asked for as a whole.
 */
export function closed(schema: Schema): Schema {
  return close({ type: "object", properties: {}, ...schema });
}

function close(schema: Schema): Schema {
  const inner = descend(schema);
  if (OPENING.some((keyword) => keyword in schema)) return inner;
  const composed = [...AGAIN, ...REFERENCES].some(
    (keyword) => keyword in schema && !/^(\$defs|definitions)$/.test(keyword),
  );
  // What another part of the schema declares, only this keyword sees.
  if (composed) return { ...inner, unevaluatedProperties: false };
  return "properties" in schema || "patternProperties" in schema ? { ...inner, additionalProperties: false } : inner;
}

function descend(schema: Schema): Schema {
  const entries = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (WITHIN.includes(keyword)) return [keyword, each(keyword, value, close)];
    return [keyword, AGAIN.includes(keyword) ? each(keyword, value, descend) : value];
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
