import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { driftOf, type Step, stepOf } from "./step.js";

/** What a run of the engine did, or would do. */
export interface Outcome {
  /** Every object, those that stay as they are included. */
  readonly steps: readonly Step[];
  /** What went wrong, object by object. */
  readonly failures: readonly Failed[];
  /** What the program or a cloud wants a person to know. */
  readonly remarks: readonly string[];
}

/** An object that could not be made what it should be. */
export interface Failed {
  /** Undefined where it is not about one object: the program, the engine. */
  readonly step: Step | undefined;
  readonly reasons: readonly string[];
}

/** Gathers the events of a run. `drift` reads them as a refresh: what the cloud holds against the state. */
export class Gathering {
  readonly #steps = new Map<string, Step>();
  readonly #begun = new Map<string, Step>();
  readonly #failed = new Map<string, Step>();
  readonly #errors = new Map<string, string[]>();
  readonly #remarks = new Set<string>();
  readonly #drift: boolean;

  constructor({ drift = false } = {}) {
    this.#drift = drift;
  }

  /** Takes an event in. @returns the step that ended with it, if one did */
  hear({ resOutputsEvent, resOpFailedEvent, diagnosticEvent, resourcePreEvent }: EngineEvent): Step | undefined {
    if (diagnosticEvent) this.#diagnose(diagnosticEvent);
    const begun = resourcePreEvent && !resourcePreEvent.planning && stepOf(resourcePreEvent.metadata);
    if (begun && begun.act !== "same") this.#begun.set(begun.urn, begun);
    const failed = resOpFailedEvent && stepOf(resOpFailedEvent.metadata);
    if (failed) this.#failed.set(failed.urn, failed);
    this.#begun.delete((resOutputsEvent ?? resOpFailedEvent)?.metadata.urn ?? "");
    // A preview tells a deletion before only. What a cloud holds is not known before it was read.
    const told = resourcePreEvent?.planning && !this.#drift ? resourcePreEvent : undefined;
    const ended = resOutputsEvent ?? told;
    const step = ended && (this.#drift ? driftOf : stepOf)(ended.metadata);
    if (!step) return undefined;
    const before = this.#steps.get(step.urn);
    // The old object of a replacement goes last; it is one replacement, not a deletion, too.
    if (before?.act === "replace" && step.act === "delete") return undefined;
    this.#steps.set(step.urn, step);
    return resOutputsEvent ? step : undefined;
  }

  /** What was gathered so far. */
  get outcome(): Outcome {
    const steps = [...this.#steps.values()].filter(({ urn }) => !this.#failed.has(urn));
    const failures = [...this.#errors].map(([urn, reasons]) => ({ step: this.#failed.get(urn), reasons }));
    return { steps, failures, remarks: [...this.#remarks] };
  }

  /** What was begun, and not heard of again: whether it was done is not known. */
  get unheard(): readonly Step[] {
    return [...this.#begun.values()];
  }

  #diagnose({ severity, message, urn = "" }: NonNullable<EngineEvent["diagnosticEvent"]>): void {
    const text = plain(message);
    if (text === "") return;
    if (severity === "error") this.#errors.set(urn, [...(this.#errors.get(urn) ?? []), text]);
    const remark = INTERRUPTED.test(text)
      ? "A run was killed while it made something; arkenos provision settles that"
      : text;
    if (severity === "warning" || severity === "info") this.#remarks.add(remark);
  }
}

/** The engine's warning, whose advice would need another command of another program. */
const INTERRUPTED = /^Attempting to deploy or update resources with \d+ pending operations/;

/** A message of the engine without its colours and indentation. */
function plain(message: string): string {
  return message.replace(/<\{%[^%]*%\}>|\u001b\[[0-9;]*m/g, "").trim();
}
