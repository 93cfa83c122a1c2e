import { element } from "./markup.js";
import type { Health } from "./topology-graph.js";

/** The text of each mark in the legend. */
export const HEALTH_NAMES: Readonly<Record<Health, string>> = {
  ok: "healthy",
  info: "info",
  warning: "warning",
  error: "error: calls fail",
  unknown: "not created or not checked",
};

/** A health mark that differs in shape as well as color, 7 pixels around a point at scale 1. */
export function mark(health: Health, x: number, y: number, scale = 1): string {
  const shape = SHAPES[health];
  return element(
    "g",
    { class: "mark", transform: `translate(${round(x)} ${round(y)})${scale === 1 ? "" : ` scale(${scale})`}` },
    [shape.outline, ...(shape.sign === "" ? [] : [element("path", { class: "sign", d: shape.sign })])],
  );
}

const circle = element("circle", { class: "shape", r: 7 });
const SHAPES: Readonly<Record<Health, { readonly outline: string; readonly sign: string }>> = {
  ok: { outline: circle, sign: "M-3.2 0.2 -0.9 2.6 3.3 -2.4" },
  info: { outline: circle, sign: "M0 -0.6V3.2M0 -3.2V-3.1" },
  warning: { outline: element("path", { class: "shape", d: "M0 -7.4 8 6.6H-8Z" }), sign: "M0 -2.4V1.4M0 4.1V4.2" },
  error: {
    outline: element("path", { class: "shape", d: "M-3.1 -7.4H3.1L7.4 -3.1V3.1L3.1 7.4H-3.1L-7.4 3.1V-3.1Z" }),
    sign: "M-2.5 -2.5 2.5 2.5M2.5 -2.5 -2.5 2.5",
  },
  unknown: { outline: element("circle", { class: "shape", r: 6 }), sign: "" },
};

/** Rounds a coordinate to a tenth of a pixel. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
