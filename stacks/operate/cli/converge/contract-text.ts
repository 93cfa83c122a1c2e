import { shown } from "@arkenos/provider/text";
import { structuredPatch } from "diff";
import type { ContractChange } from "./contract-changes.js";
import { type Field, fieldsBetween } from "../../engine/field.js";
import { fieldLine } from "./field-text.js";

/** The contract's changes as lines: `~ +15105550100: reception → night-desk`, `~ reception: greeting changed`. */
export function contractLines(changes: readonly ContractChange[]): string[] {
  return changes.flatMap((change) => [`${signOf(change)} ${headOf(change)}`, ...detailOf(change)]).map(shown);
}

function signOf({ path, before, after }: ContractChange): string {
  if (path[0] === "agents" && path.length > 2) return "~";
  return before === undefined ? "+" : after === undefined ? "-" : "~";
}

function headOf({ path: [part = "", name = "", field], before, after }: ContractChange): string {
  const change = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  if (part === "agents") return field === undefined ? `agent ${name}: ${change}` : `${name}: ${field} ${change}`;
  if (part === "numbers" || part === "defaultAgent") {
    return `${part === "numbers" ? name : "default agent"}: ${nameOf(before)} → ${nameOf(after)}`;
  }
  return `${[part, name].filter(Boolean).join(".")} ${change}`;
}

function nameOf(agent: unknown): string {
  return agent === undefined ? "(no agent)" : String(agent);
}

/** What differs within a changed value; added and removed values are only named. */
function detailOf({ path: [part = "", , field], before, after }: ContractChange): string[] {
  if (part === "numbers" || part === "defaultAgent") return [];
  if (part === "agents" && field === undefined) return [];
  if (field === "tools") return toolLines(before, after);
  if (isText(before) && isText(after) && [before, after].some(isProse)) return textLines(before, after);
  const fields: readonly Field[] =
    isObject(before) && isObject(after) ? fieldsBetween(before, after) : [{ path: "", before, after }];
  return fields.map(fieldLine);
}

/** Tools by name only, because their settings may be long. */
function toolLines(before: unknown, after: unknown): string[] {
  const [one, other] = [toolsIn(before), toolsIn(after)];
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return names.flatMap((name) => {
    if (!one.has(name)) return [`    + ${name}`];
    if (!other.has(name)) return [`    - ${name}`];
    return one.get(name) === other.get(name) ? [] : [`    ~ ${name}`];
  });
}

function toolsIn(tools: unknown): Map<string, string> {
  const list = Array.isArray(tools) ? (tools as Record<string, unknown>[]) : [];
  return new Map(list.map((tool) => [toolName(tool), JSON.stringify(tool)]));
}

/** MCP servers have no names, and an agent may have several. */
function toolName({ name, type, url }: Record<string, unknown>): string {
  return String(name ?? (type === "mcp" ? `mcp ${String(url)}` : type));
}

/** Longer text differences are truncated; git shows them in full. */
const MOST_LINES = 12;
const MOST_LETTERS = 100;

/** A short line diff. */
function textLines(before: string | undefined, after: string | undefined): string[] {
  const [one, other] = [before, after].map((text) => (text === undefined ? "" : `${text}\n`)) as [string, string];
  const { hunks } = structuredPatch("", "", one, other, undefined, undefined, { context: 1 });
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const shownLines = lines.slice(0, MOST_LINES).map((line) => `    ${line[0]} ${cut(line.slice(1))}`.trimEnd());
  const more = lines.length - shownLines.length;
  return more > 0 ? [...shownLines, `    … ${more} more ${more === 1 ? "line" : "lines"}`] : shownLines;
}

function cut(line: string): string {
  return line.length > MOST_LETTERS ? `${line.slice(0, MOST_LETTERS)}…` : line;
}

function isText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string";
}

function isProse(text: string | undefined): boolean {
  return text !== undefined && /\s/.test(text);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
