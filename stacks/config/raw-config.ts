import { z } from "zod";
import { configSchema } from "./config-schema.js";

const NAMESPACE = "arkenos:";

/** Our keys of Pulumi's config, with objects and lists parsed from JSON. */
export function rawConfig(config: Readonly<Record<string, string>>): Record<string, unknown> {
  const ours = Object.entries(config).filter(([key]) => key.startsWith(NAMESPACE));
  const values = ours.map(([key, value]) => [key.slice(NAMESPACE.length), value] as const);
  return Object.fromEntries(values.map(([name, value]) => [name, isText(name) ? textOf(value) : unfold(value)]));
}

/** Parses JSON. Anything else stays text, which the schema then rejects if it must not be. */
function unfold(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** The value of a field that takes text. Pulumi passes lists and objects as JSON, which the schema then rejects. */
function textOf(value: string): unknown {
  const unfolded = unfold(value);
  return typeof unfolded === "object" && unfolded !== null ? unfolded : value;
}

/** Whether a field takes text, which may look like JSON: an IPv6 address, a name in brackets, a number. */
function isText(name: string): boolean {
  const shape: Record<string, z.core.$ZodType> = configSchema.shape;
  const field = Object.hasOwn(shape, name) ? innermost(shape[name]) : undefined;
  return field instanceof z.ZodString || field instanceof z.ZodEnum;
}

function innermost(field: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault ? innermost(field.unwrap()) : field;
}
