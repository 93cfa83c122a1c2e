import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { EventCollector, type Outcome } from "../../engine/outcome.js";
import type { Context } from "../stack/context.js";
import { engineFailure } from "../failure/engine-failure.js";
import type { Tense } from "./outcome-text.js";
import { Progress } from "../terminal/progress.js";
import { StepLines } from "./step-lines.js";

/** A run of the engine. */
export interface EngineRun {
  /** What is in progress, for the person who waits. */
  readonly what: string;
  readonly tense: Tense;
  /** Runs it and passes its events on. */
  readonly run: (onEvent: (event: EngineEvent) => void) => Promise<void>;
}

/**
 * Runs the engine, shows its progress, and collects what it did.
 *
 * @throws CommandError with the reason for each object that failed
 */
export async function runEngine(context: Context, { what, tense, run }: EngineRun): Promise<Outcome> {
  const collector = new EventCollector({ drift: tense === "drift" });
  const progress = new Progress(context, what);
  const lines = new StepLines(progress, tense);
  const { signal } = context.io;
  const stopping = () => progress.now("Finishing the calls in progress; press Ctrl-C again to stop immediately");
  signal.addEventListener("abort", stopping, { once: true });
  try {
    await run((event) => {
      lines.add(event, collector.add(event));
      // The step that just began would hide it.
      if (signal.aborted) stopping();
    });
    return { ...collector.outcome, times: lines.times };
  } catch (error) {
    const stop = signal.aborted ? { unfinished: collector.unfinished } : undefined;
    throw engineFailure(error, collector.outcome, { tense, stop });
  } finally {
    signal.removeEventListener("abort", stopping);
    lines.end(what);
    progress.end();
  }
}
