import type { Figure } from "./figure.js";

const HEAD = ["measure", "value", "unit", "limit", "ok"];
const IS_NUMERIC = [false, true, false, true, false];

/** Figures as a table, one per line. */
export function table(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) =>
      IS_NUMERIC[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
  return rows.map((row) => line(row).join("  ").trimEnd()).join("\n");
}

function cells({ name, value, unit, limit, ok }: Figure): string[] {
  if (value === null) return [name, "–", unit, short(limit), "not measurable here"];
  return [name, short(value), unit, short(limit), ok ? "yes" : "MISSED"];
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
