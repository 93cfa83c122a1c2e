import { shownLines } from "@arkenos/provider/text";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { driftOf, type Metadata, type Step, stepOf } from "./step.js";

/** What a run of the engine did, or would do. */
export interface Outcome {
  /** Every resource, unchanged ones included. */
  readonly steps: readonly Step[];
  /** What the program exports; undefined if the run did not come so far. */
  readonly outputs?: Outputs;
  /** What went wrong, resource by resource. */
  readonly failures: readonly Failed[];
  /** What the program or a cloud wants a person to know. */
  readonly remarks: readonly string[];
  /** Whether an earlier run was killed at work, and the state still says so. */
  readonly isInterrupted?: boolean;
}

/** The stack's outputs. Secrets are marked, not shown. */
export interface Outputs {
  /** As the state holds them; undefined before the first run. */
  readonly before: Readonly<Record<string, unknown>> | undefined;
  readonly after: Readonly<Record<string, unknown>>;
}

/** A resource that could not be created, changed or deleted. */
export interface Failed {
  /** Undefined if it is not about one resource: the program, the engine. */
  readonly step: Step | undefined;
  readonly reasons: readonly string[];
}

/** Gathers the events of a run. `drift` reads them as a refresh: what the cloud holds against the state. */
export class Gathering {
  readonly #steps = new Map<string, Step>();
  readonly #begun = new Map<string, Step>();
  /** What differs, by operation and URN, as it was before the step. */
  readonly #fields = new Map<string, Step["fields"]>();
  readonly #failed = new Map<string, Step>();
  readonly #errors = new Map<string, string[]>();
  #outputs: Outputs | undefined;
  #isInterrupted = false;
  readonly #remarks = new Set<string>();
  readonly #drift: boolean;

  constructor({ drift = false } = {}) {
    this.#drift = drift;
  }

  /** Takes an event in. @returns the step that ended with it, if one did */
  hear({ resOutputsEvent, resOpFailedEvent, diagnosticEvent, resourcePreEvent }: EngineEvent): Step | undefined {
    if (diagnosticEvent) this.#diagnose(diagnosticEvent);
    const begun = resourcePreEvent && stepOf(resourcePreEvent.metadata);
    if (begun) this.#fields.set(`${begun.op} ${begun.urn}`, begun.fields);
    if (begun && begun.op !== "same" && !resourcePreEvent.planning) this.#begun.set(begun.urn, begun);
    const failed = resOpFailedEvent && stepOf(resOpFailedEvent.metadata);
    if (failed) this.#failed.set(failed.urn, failed);
    this.#begun.delete((resOutputsEvent ?? resOpFailedEvent)?.metadata.urn ?? "");
    // A preview tells a deletion before only. What a cloud holds is not known before it was read.
    const told = resourcePreEvent?.planning && !this.#drift ? resourcePreEvent : undefined;
    const ended = resOutputsEvent ?? told;
    if (resOutputsEvent) this.#hearOutputs(resOutputsEvent.metadata);
    const step = ended && this.#stepOf(ended.metadata);
    if (!step || isDefaultProvider(step)) return undefined;
    const before = this.#steps.get(step.urn);
    // A replacement deletes the old object last; it is one replacement, not a deletion as well.
    if (before?.op === "replace" && step.op === "delete") return undefined;
    // A refresh that runs the program meets what is missing a second time, as something to create.
    if (this.#drift && before && before.op !== "same") return undefined;
    // An object that an earlier replacement left behind goes although its successor stays: two steps of one URN.
    const isLeftover = step.op === "delete" && before !== undefined && before.op !== "delete";
    this.#steps.set(isLeftover ? `${step.urn} (old)` : step.urn, step);
    return resOutputsEvent ? step : undefined;
  }

  /** After a preview of a step the engine marks inputs as secret that are not; before it, it does not. */
  #stepOf(metadata: Metadata): Step {
    if (this.#drift) return driftOf(metadata);
    const step = stepOf(metadata);
    return { ...step, fields: this.#fields.get(`${step.op} ${step.urn}`) ?? step.fields };
  }

  /** What was gathered so far. */
  get outcome(): Outcome {
    const steps = [...this.#steps.values()].filter(({ urn }) => !this.#failed.has(urn));
    const failures = [...this.#errors].map(([urn, reasons]) => ({ step: this.#failed.get(urn), reasons }));
    return {
      steps,
      ...(this.#outputs && { outputs: this.#outputs }),
      failures,
      remarks: [...this.#remarks],
      ...(this.#isInterrupted && { isInterrupted: true }),
    };
  }

  /** What was begun, and not heard of again: whether it was done is not known. */
  get unheard(): readonly Step[] {
    return [...this.#begun.values()];
  }

  /** Of a stack the engine tells more than once: first with the outputs that it had, at last with the program's. */
  #hearOutputs({ type, old, new: now }: Metadata): void {
    if (type === "pulumi:pulumi:Stack" && now) this.#outputs = { before: old?.outputs, after: now.outputs ?? {} };
  }

  #diagnose({ severity, message, urn = "" }: NonNullable<EngineEvent["diagnosticEvent"]>): void {
    const text = plain(message);
    if (text === "") return;
    if (severity === "error") this.#errors.set(urn, [...(this.#errors.get(urn) ?? []), text]);
    if (INTERRUPTED.test(text)) this.#isInterrupted = true;
    else if (severity === "warning" || severity === "info") this.#remarks.add(text);
  }
}

/** A provider that the engine itself brings along, and does not count either; any change of the config updates it. */
function isDefaultProvider({ type, name }: Step): boolean {
  return type.startsWith("pulumi:providers:") && name.startsWith("default");
}

/** The engine's warning, whose advice would need another command of another program. */
const INTERRUPTED = /^Attempting to deploy or update resources with \d+ pending operations/;

/** A message of the engine without its colours and indentation. */
function plain(message: string): string {
  return shownLines(message.replace(/<\{%[^%]*%\}>|\u001b\[[0-9;]*m/g, "").trim());
}
