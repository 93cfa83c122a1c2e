import type { Session } from "@arkenos/provider/clouds";
import { problemText } from "@arkenos/provider/problem";
import { preflight } from "@arkenos/cli/foresight";
import { changesBetween, keyOf } from "./change.js";
import type { Clouds } from "./clouds.js";
import type { Ended } from "./engine.js";
import { previewed, type StackAtRest } from "./preview.js";
import type { Registered } from "./program.js";

/** Foresight's findings before a run, by resource. */
export type Foreseen = ReadonlyMap<string, string>;

/**
 * Runs foresight's check of a run, as the command does between its preview and `up`. @throws if it changes anything or
 * cannot read a cloud, since it meets no faults here
 */
export async function foreseen(
  stack: StackAtRest,
  wanted: readonly Registered[],
  clouds: Clouds,
  session: () => Session,
): Promise<Foreseen> {
  const steps = await previewed(wanted, stack, session());
  if (steps.every(({ op }) => op === "same")) return new Map();
  const before = clouds.snapshot();
  const { obstacles, unreadable } = await preflight(steps, session());
  const changed = changesBetween(clouds, before, clouds.snapshot()).map(keyOf);
  if (changed.length > 0) throw new Error(`foresight changed ${changed.join(", ")}`);
  if (unreadable.length > 0) throw new Error(`foresight could not read a cloud: ${unreadable.join(", ")}`);
  return new Map(obstacles.map(({ step, problems }) => [step.name, problems.map(problemText).join("; ")]));
}

/**
 * Where foresight and a run without faults disagree: one refuses what the other does, or refuses without a warning. A
 * run with faults meets other clouds than foresight saw.
 */
export function disagreements(foreseen: Foreseen, { steps, errors, refused }: Ended): string[] {
  const done = new Set(steps.filter(({ op }) => op !== "read" && op !== "gone").map(({ name }) => name));
  const warned = [...foreseen].filter(([name]) => errors.length === 0 || done.has(name));
  return [
    ...warned.map(([name, reason]) => `foresight refused ${name}, and up did not: ${reason}`),
    ...refused
      .filter((name) => !foreseen.has(name))
      .map(
        (name) => `up refused ${name}, and foresight did not: ${errors.find((text) => text.startsWith(`${name}: `))}`,
      ),
  ];
}
