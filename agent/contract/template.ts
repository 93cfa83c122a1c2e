import { z } from "zod";

/** The schemas of texts with variables. */
const templates = z.registry<{ readonly at: "start" }>();

/**
 * Marks a text in which `{{variables}}` are expanded at the start of a call; preview rejects unknown variables.
 * Mark the finished schema: adding a check later creates a new, unmarked schema.
 *
 * @example
 * ```ts
 * const shape = { say: template(z.string()).optional() };
 * ```
 */
export function template<Schema extends z.ZodType<string>>(schema: Schema): Schema {
  templates.add(schema, { at: "start" });
  return schema;
}

/**
 * Replaces the texts that the schema marks as templates. Everything else stays the same.
 *
 * @param change takes a text and its path, `["silence", "say"]`
 */
export function mapTemplates<Value>(
  schema: z.core.$ZodType,
  value: Value,
  change: (text: string, path: readonly PropertyKey[]) => string,
): Value {
  return mapped(schema, value, change, []) as Value;
}

function mapped(
  schema: z.core.$ZodType,
  value: unknown,
  change: (text: string, path: readonly PropertyKey[]) => string,
  path: readonly PropertyKey[],
): unknown {
  if (typeof value === "string" && templates.has(schema)) return change(value, path);
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const inner = (part: z.core.$ZodType, item: unknown, key: PropertyKey) => mapped(part, item, change, [...path, key]);
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
      return mapped(def.innerType, value, change, path);
    case "union": {
      const option = def.options.find((one) => z.safeParse(one, value).success);
      return option === undefined ? value : mapped(option, value, change, path);
    }
    case "array":
      return Array.isArray(value) ? value.map((item, index) => inner(def.element, item, index)) : value;
    case "record":
      return mapFields(value, (item, key) => inner(def.valueType, item, key));
    case "object":
      return mapFields(value, (item, key) => (def.shape[key] ? inner(def.shape[key], item, key) : item));
    default:
      return value;
  }
}

function mapFields(value: unknown, change: (item: unknown, key: string) => unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item as unknown, key)]));
}
