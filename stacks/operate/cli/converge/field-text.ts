import { shown } from "@arkenos/provider/text";
import type { Field } from "../../engine/field.js";

/** Longer lines are shortened to what differs. */
const LONGEST_LINE = 120;
const LONGEST_VALUE = 60;
/** How much of what two long texts have in common stands before their first difference. */
const LEAD = 20;
/** How many entries of a list are named. */
const MOST_NAMED = 3;

/** A field that differs: `    name: Old → New`, and of a long list what it gains and loses. */
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
  // A text with line breaks would look like lines of ours.
  return typeof value === "string" && value !== "" && !/\p{Cc}/u.test(value)
    ? shown(value)
    : shown(JSON.stringify(value));
}

/** `+1 (+14155550100), -2 (+15105550100, +15105550101)`. */
function listText(before: readonly unknown[], after: readonly unknown[]): string {
  const [one, other] = [before, after].map((list) => list.map(valueText)) as [string[], string[]];
  const parts = [part("+", without(other, one)), part("-", without(one, other))].filter((text) => text !== "");
  return parts.length > 0 ? parts.join(", ") : `the order of ${before.length} entries`;
}

function part(sign: "+" | "-", entries: readonly string[]): string {
  if (entries.length === 0) return "";
  const named = entries.slice(0, MOST_NAMED).map((entry) => shortened(entry, 0));
  const more = entries.length - named.length;
  return `${sign}${entries.length} (${[...named, ...(more > 0 ? [`${more} more`] : [])].join(", ")})`;
}

/** The entries of a list that another one does not have, as often as it does not have them. */
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
