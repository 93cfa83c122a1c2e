import { z } from "zod";
import { configSchema } from "./config-schema.js";

const NAMESPACE = "arkenos:";

/** Takes our keys out of Pulumi's whole config, and objects out of their JSON. */
export function rawConfig(config: Readonly<Record<string, string>>): Record<string, unknown> {
  const ours = Object.entries(config).filter(([key]) => key.startsWith(NAMESPACE));
  const values = ours.map(([key, value]) => [key.slice(NAMESPACE.length), value] as const);
  return Object.fromEntries(values.map(([name, value]) => [name, isText(name) ? textOf(value) : unfold(value)]));
}

/** What is no JSON stays text, and the schema says what it should have been. */
function unfold(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Pulumi hands a list or an object over as JSON, which is no text. What reads as a number or as true may be one. */
function textOf(value: string): unknown {
  const unfolded = unfold(value);
  return typeof unfolded === "object" && unfolded !== null ? unfolded : value;
}

/** A text may look like JSON: a SIP host's IPv6 address, a name in brackets, a number. */
function isText(name: string): boolean {
  const shape: Record<string, z.core.$ZodType> = configSchema.shape;
  const field = Object.hasOwn(shape, name) ? innermost(shape[name]) : undefined;
  return field instanceof z.ZodString || field instanceof z.ZodEnum;
}

function innermost(field: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault ? innermost(field.unwrap()) : field;
}
