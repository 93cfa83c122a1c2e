import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { Gathering, type Outcome } from "../engine/outcome.js";
import { stepOf } from "../engine/step.js";
import type { Context } from "./context.js";
import { engineFailure } from "./engine-failure.js";
import type { Tense } from "./outcome-text.js";
import { Progress } from "./progress.js";

/** A run of the engine. */
export interface EngineRun {
  /** What a person waits for. */
  readonly what: string;
  readonly tense: Tense;
  /** Runs it, telling its events. */
  readonly run: (hear: (event: EngineEvent) => void) => Promise<void>;
}

/**
 * Runs the engine to its end, shows how it goes, and gathers what it did.
 *
 * @throws CommandError with the reason of each object that failed
 */
export async function runEngine(context: Context, { what, tense, run }: EngineRun): Promise<Outcome> {
  const gathering = new Gathering({ drift: tense === "drift" });
  const progress = await Progress.begin(context, what);
  try {
    await run((event) => {
      const begun = event.resourcePreEvent && stepOf(event.resourcePreEvent.metadata);
      if (begun && begun.act !== "same") progress.now(`${begun.cloud}: ${begun.words}`);
      const step = gathering.hear(event);
      if (step) progress.step(step, tense);
    });
    return gathering.outcome;
  } catch (error) {
    throw engineFailure(error, gathering.outcome, { tense, stopped: context.io.signal.aborted });
  } finally {
    progress.end();
  }
}
