import type { ProblemDetail } from "@arkenos/provider/problem";
import { shownLines } from "@arkenos/provider/text";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { isDefaultProvider } from "./default-provider.js";
import { type Diagnosis, diagnosed, notesIn } from "./problems.js";
import { driftOf, type Metadata, type Step, stepOf } from "./step.js";

/** What a run of the engine did or would do. */
export interface Outcome {
  /** Every resource, unchanged ones included. */
  readonly steps: readonly Step[];
  /** Outputs of the program; undefined if the run did not get that far. */
  readonly outputs?: Outputs;
  /** Failures by resource. */
  readonly failures: readonly FailedResource[];
  /** Messages of the program, a provider or the engine that are not failures. */
  readonly notes: readonly ProblemDetail[];
  /** How long the run and each resource that it changed took, in seconds. */
  readonly times?: Times;
  /** Whether the state has pending operations of an earlier, killed run. */
  readonly isInterrupted?: boolean;
}

/** How long a run took, in seconds. */
export interface Times {
  readonly run: number;
  /** By URN. */
  readonly steps: ReadonlyMap<string, number>;
}

/** The stack's outputs. Secrets are marked, not shown. */
export interface Outputs {
  /** From the state; undefined before the first run. */
  readonly before: Readonly<Record<string, unknown>> | undefined;
  readonly after: Readonly<Record<string, unknown>>;
}

/** A resource that could not be created, updated or deleted, and why. */
export interface FailedResource extends Diagnosis {
  /** Undefined if the failure is not about one resource, but about the program or the engine. */
  readonly step: Step | undefined;
}

/** Collects the events of a run. With `drift`, it reads them as a refresh, which compares the clouds with the state. */
export class EventCollector {
  readonly #steps = new Map<string, Step>();
  readonly #started = new Map<string, Step>();
  /** Differing fields by operation and URN, from before the step. */
  readonly #fields = new Map<string, Step["fields"]>();
  readonly #failed = new Map<string, Step>();
  readonly #errors = new Map<string, string[]>();
  #outputs: Outputs | undefined;
  #isInterrupted = false;
  /** Notes by message. */
  readonly #notes = new Map<string, ProblemDetail>();
  readonly #drift: boolean;

  constructor({ drift = false } = {}) {
    this.#drift = drift;
  }

  /**
   * Adds an event.
   * @returns the step that ended with it, if any
   */
  add({ resOutputsEvent, resOpFailedEvent, diagnosticEvent, resourcePreEvent }: EngineEvent): Step | undefined {
    if (diagnosticEvent) this.#diagnose(diagnosticEvent);
    const startingStep = resourcePreEvent && stepOf(resourcePreEvent.metadata);
    if (startingStep) this.#fields.set(`${startingStep.op} ${startingStep.urn}`, startingStep.fields);
    if (startingStep && startingStep.op !== "same" && !resourcePreEvent.planning)
      this.#started.set(startingStep.urn, startingStep);
    const failed = resOpFailedEvent && stepOf(resOpFailedEvent.metadata);
    if (failed) this.#failed.set(failed.urn, failed);
    this.#started.delete((resOutputsEvent ?? resOpFailedEvent)?.metadata.urn ?? "");
    // A preview reports deletions only before the step. A refresh knows an object only after it has read it.
    const planned = resourcePreEvent?.planning && !this.#drift ? resourcePreEvent : undefined;
    const ended = resOutputsEvent ?? planned;
    if (resOutputsEvent) this.#addOutputs(resOutputsEvent.metadata);
    const step = ended && this.#stepOf(ended.metadata);
    if (!step || isOfEngine(step)) return undefined;
    const before = this.#steps.get(step.urn);
    // A replacement deletes the old object last; that deletion is not counted separately.
    if (before?.op === "replace" && step.op === "delete") return undefined;
    // A refresh that runs the program reports a missing object a second time, as one to create.
    if (this.#drift && before && before.op !== "same") return undefined;
    // Deleting the leftover of an earlier replacement adds a second step with the URN of its successor.
    // A destroy that runs the program reports an object first as unchanged, and then its deletion.
    const isLeftover = step.op === "delete" && before !== undefined && before.id !== step.id;
    this.#steps.set(isLeftover ? `${step.urn} (old)` : step.urn, step);
    return resOutputsEvent ? step : undefined;
  }

  /** After a previewed step, the engine marks too many inputs as secret. Before the step, it does not. */
  #stepOf(metadata: Metadata): Step {
    if (this.#drift) return driftOf(metadata);
    const step = stepOf(metadata);
    return { ...step, fields: this.#fields.get(`${step.op} ${step.urn}`) ?? step.fields };
  }

  /** The outcome so far. */
  get outcome(): Outcome {
    const steps = [...this.#steps.values()].filter(({ urn }) => !this.#failed.has(urn));
    const failures = [...this.#errors].map(([urn, reasons]) => ({
      step: this.#failed.get(urn),
      ...diagnosed(reasons.join("\n")),
    }));
    return {
      steps,
      ...(this.#outputs && { outputs: this.#outputs }),
      failures,
      notes: [...this.#notes.values()],
      ...(this.#isInterrupted && { isInterrupted: true }),
    };
  }

  /** Steps that began but never reported their end, so that their result is unknown. */
  get unfinished(): readonly Step[] {
    return [...this.#started.values()];
  }

  /** The engine reports the stack more than once: first with its old outputs, and finally with those of the program. */
  #addOutputs({ type, old, new: now }: Metadata): void {
    if (type === "pulumi:pulumi:Stack" && now) this.#outputs = { before: old?.outputs, after: now.outputs ?? {} };
  }

  #diagnose({ severity, message, urn = "" }: NonNullable<EngineEvent["diagnosticEvent"]>): void {
    const text = plain(message);
    if (text === "" || UNSET_OUTPUT.test(text)) return;
    if (severity === "error") this.#errors.set(urn, [...(this.#errors.get(urn) ?? []), text]);
    if (INTERRUPTED.test(text)) this.#isInterrupted = true;
    else if (severity === "warning" || severity === "info")
      for (const note of notesIn(text)) this.#notes.set(note.message, note);
  }
}

/** Whether a step is not shown: the engine does not count its own providers, and any config change updates them. */
function isOfEngine({ type, urn }: Step): boolean {
  return type.startsWith("pulumi:providers:") && isDefaultProvider(urn);
}

/** The engine's warning, whose advice names a Pulumi command. */
const INTERRUPTED = /^Attempting to deploy or update resources with \d+ pending operations/;

/** The SDK's remark on an output that the stack does not have, such as an inbound trunk without numbers. */
const UNSET_OUTPUT = /^Undefined value \(\w+\) will not show as a stack output\.$/;

/** A message of the engine without colors and indentation. */
function plain(message: string): string {
  return shownLines(message.replace(/<\{%[^%]*%\}>|\u001b\[[0-9;]*m/g, "").trim());
}
