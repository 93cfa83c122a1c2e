import { shown } from "@arkenos/provider/text";
import type { Field } from "../../engine/field.js";

/** Longer lines are shortened to the part that differs. */
const LONGEST_LINE = 120;
const LONGEST_VALUE = 60;
/** How many common characters are kept before the first difference of two long texts. */
const LEAD = 20;
/** How many list entries are named. */
const MOST_NAMED = 3;

/** A field that differs: `    name: Old → New`; for a long list, the added and removed entries. */
export function fieldLine({ path, before, after }: Field): string {
  const head = path === "" ? "    " : `    ${shown(path)}: `;
  const whole = `${head}${valueText(before)} → ${valueText(after)}`;
  if (whole.length <= LONGEST_LINE) return whole;
  if (Array.isArray(before) && Array.isArray(after)) return head + listText(before, after);
  const from = Math.max(0, commonStart(valueText(before), valueText(after)) - LEAD);
  return `${head}${shortened(valueText(before), from)} → ${shortened(valueText(after), from)}`;
}

function valueText(value: unknown): string {
  if (value === undefined) return "(none)";
  // Text with line breaks would look like our own lines.
  return typeof value === "string" && value !== "" && !/\p{Cc}/u.test(value)
    ? shown(value)
    : shown(JSON.stringify(value));
}

/** `+1 (+14155550100), -2 (+15105550100, +15105550101)`. */
function listText(before: readonly unknown[], after: readonly unknown[]): string {
  const [one, other] = [before, after].map((list) => list.map(valueText)) as [string[], string[]];
  const parts = [part("+", without(other, one)), part("-", without(one, other))].filter((text) => text !== "");
  return parts.length > 0 ? parts.join(", ") : `order of ${before.length} entries`;
}

function part(sign: "+" | "-", entries: readonly string[]): string {
  if (entries.length === 0) return "";
  const named = entries.slice(0, MOST_NAMED).map((entry) => shortened(entry, 0));
  const more = entries.length - named.length;
  return `${sign}${entries.length} (${[...named, ...(more > 0 ? [`${more} more`] : [])].join(", ")})`;
}

/** The entries that another list lacks, counting duplicates. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const entry of other) left.set(entry, (left.get(entry) ?? 0) + 1);
  return list.filter((entry) => {
    const count = left.get(entry) ?? 0;
    left.set(entry, count - 1);
    return count <= 0;
  });
}

function shortened(text: string, from: number): string {
  const start = text.length - from > 0 ? from : 0;
  const end = start + LONGEST_VALUE;
  return `${start > 0 ? "…" : ""}${text.slice(start, end)}${text.length > end ? "…" : ""}`;
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
