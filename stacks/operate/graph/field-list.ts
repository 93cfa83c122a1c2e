import type { Field } from "./topology-graph.js";

/** Formats fields as text, without those that have no value. */
export function fieldList(
  values: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>,
): Field[] {
  return Object.entries(values).flatMap(([name, value]): Field[] => {
    if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return [];
    return [[name, readable(value as string | number | boolean | readonly string[])]];
  });
}

function readable(value: string | number | boolean | readonly string[]): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "object" ? value.join(", ") : String(value);
}

/** `1 number`, `3 numbers`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
