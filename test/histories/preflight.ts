import type { Session } from "@arkenos/provider/clouds";
import { problemText } from "@arkenos/provider/problem";
import { preflight } from "@arkenos/cli/preflight";
import { changesBetween, keyOf } from "./change.js";
import type { Clouds } from "./clouds.js";
import type { Ended } from "./engine.js";
import { previewed, type StackAtRest } from "./preview.js";
import type { Registered } from "./program.js";

/** Preflight's findings before a run, by resource. */
export type PreflightFindings = ReadonlyMap<string, string>;

/**
 * Runs preflight, as the command does between its preview and `up`. @throws if it changes anything or cannot read a
 * cloud, since it meets no faults here
 */
export async function runPreflight(
  stack: StackAtRest,
  wanted: readonly Registered[],
  clouds: Clouds,
  session: () => Session,
): Promise<PreflightFindings> {
  const steps = await previewed(wanted, stack, session());
  if (steps.every(({ op }) => op === "same")) return new Map();
  const before = clouds.snapshot();
  const { obstacles, unreadable } = await preflight(steps, session());
  const changed = changesBetween(clouds, before, clouds.snapshot()).map(keyOf);
  if (changed.length > 0) throw new Error(`preflight changed ${changed.join(", ")}`);
  if (unreadable.length > 0)
    throw new Error(`preflight could not read a cloud: ${unreadable.map(problemText).join(", ")}`);
  return new Map(obstacles.map(({ step, problems }) => [step.name, problems.map(problemText).join("; ")]));
}

/**
 * Where preflight and a run without faults disagree: one refuses what the other does, or refuses without a warning. A
 * run with faults meets other clouds than preflight saw.
 */
export function disagreements(findings: PreflightFindings, { steps, errors, refused }: Ended): string[] {
  const done = new Set(steps.filter(({ op }) => op !== "read" && op !== "gone").map(({ name }) => name));
  const warned = [...findings].filter(([name]) => errors.length === 0 || done.has(name));
  return [
    ...warned.map(([name, reason]) => `preflight refused ${name}, and up did not: ${reason}`),
    ...refused
      .filter((name) => !findings.has(name))
      .map(
        (name) => `up refused ${name}, and preflight did not: ${errors.find((text) => text.startsWith(`${name}: `))}`,
      ),
  ];
}
