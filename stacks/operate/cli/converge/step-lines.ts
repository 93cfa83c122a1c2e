import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import type { Times } from "../../engine/outcome.js";
import { type Step, stepOf } from "../../engine/step.js";
import type { Progress } from "../terminal/progress.js";
import { stepLine, type Tense } from "./outcome-text.js";
import { stepColumns, stepPhrase } from "./step-label.js";

/** Shows each resource of a run as soon as it is done, with the time that it took. */
export class StepLines {
  readonly #progress: Progress;
  readonly #tense: Tense;
  readonly #now: () => number;
  readonly #runStartedAt: number;
  /** When each resource was begun, by URN. */
  readonly #startedAt = new Map<string, number>();
  /** The resources that were shown, by operation and URN: a replacement is reported twice. */
  readonly #shown = new Set<string>();
  /** How long each resource took, in seconds, by URN. */
  readonly #took = new Map<string, number>();

  /** @param now the time in milliseconds */
  constructor(progress: Progress, tense: Tense, now = () => performance.now()) {
    this.#progress = progress;
    this.#tense = tense;
    this.#now = now;
    this.#runStartedAt = now();
  }

  /** Shows what an event says. @param ended the step that ended with it, if any */
  add({ resourcePreEvent, resOpFailedEvent }: EngineEvent, ended: Step | undefined): void {
    if (resourcePreEvent) this.#begin(stepOf(resourcePreEvent.metadata));
    if (this.#tense === "will") return;
    const failed = resOpFailedEvent && stepOf(resOpFailedEvent.metadata);
    if (failed) this.#show(failed, `! ${stepColumns(failed)}: failed`);
    // Components are no objects of a cloud, so they take no time.
    else if (ended && ended.op !== "same" && ended.id !== "") this.#show(ended, stepLine(ended, this.#tense));
  }

  /** Shows how long the whole run took, if it did anything. @param what the run: `Updating both clouds` */
  end(what: string): void {
    const { size } = this.#shown;
    if (size > 0)
      this.#progress.line(
        `${what}: ${size} ${size === 1 ? "resource" : "resources"} in ${this.#since(this.#runStartedAt).toFixed(1)} s`,
      );
  }

  /** How long the run and its resources took so far. */
  get times(): Times {
    return { run: this.#since(this.#runStartedAt), steps: this.#took };
  }

  #begin(step: Step): void {
    if (!this.#startedAt.has(step.urn)) this.#startedAt.set(step.urn, this.#now());
    if (step.op !== "same") this.#progress.now(stepPhrase(step));
  }

  #show({ op, urn }: Step, line: string): void {
    if (this.#shown.has(`${op} ${urn}`)) return;
    this.#shown.add(`${op} ${urn}`);
    const seconds = this.#since(this.#startedAt.get(urn) ?? this.#runStartedAt);
    this.#took.set(urn, seconds);
    this.#progress.line(`${line}  ${seconds.toFixed(1)} s`);
    this.#startedAt.delete(urn);
  }

  /** Seconds, to a tenth. */
  #since(start: number): number {
    return Math.round((this.#now() - start) / 100) / 10;
  }
}
