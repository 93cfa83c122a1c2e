/** The faults of a call: see `Network`. */
export const FAULTS = ["reset", "drop", "429", "500", "503", "hang", "hang after", "lag"] as const;

/** A kind of fault. */
export type FaultKind = (typeof FAULTS)[number];

/** A fault of one call in a run, counted from 0 in the order in which the clouds see them. */
export interface PlannedFault {
  readonly call: number;
  readonly kind: FaultKind;
}

/** A run's premature end. */
export interface PlannedDeath {
  /** The call at which it happens. */
  readonly call: number;
  /** What dies: only the engine, whose provider process completes the calls in flight, or the machine. */
  readonly of: "engine" | "machine";
  /** Whether that call takes effect first. */
  readonly after: boolean;
}

/** The faults of a run. */
export interface Trouble {
  readonly faults: readonly PlannedFault[];
  readonly death?: PlannedDeath | undefined;
  /** Whether the run writes the state only at its end; by default, as the history says. */
  readonly isFast?: boolean | undefined;
}

/** No faults. */
export const CALM: Trouble = { faults: [] };

/** A call with its answer. */
export interface Answered {
  readonly operation: string;
  readonly fault?: FaultKind;
}

/** One run of the engine: its faults and its events. */
export class Run {
  /** The stack that runs it. */
  readonly actor: string;
  readonly #trouble: Trouble;
  /** The calls that the clouds saw, in order. */
  readonly calls: Answered[] = [];
  /** The provider's messages to the person. */
  readonly said: string[] = [];
  #died: PlannedDeath["of"] | undefined;

  constructor(actor: string, trouble: Trouble) {
    this.actor = actor;
    this.#trouble = trouble;
  }

  /** Whether the engine is dead: it starts and saves nothing. */
  get isOver(): boolean {
    return this.#died !== undefined;
  }

  /** Whether the provider process is dead too: its calls no longer arrive. */
  get isSilent(): boolean {
    return this.#died === "machine";
  }

  /** Whether a fault occurred in it. */
  get wasTroubled(): boolean {
    return this.isOver || this.calls.some(({ fault }) => fault !== undefined);
  }

  /** Records a call to a cloud. @returns its fault */
  meet(operation: string): { readonly fault: FaultKind | undefined; readonly death: PlannedDeath | undefined } {
    const call = this.calls.length;
    const fault = this.#trouble.faults.find((planned) => planned.call === call)?.kind;
    this.calls.push({ operation, ...(fault && { fault }) });
    const death = this.#trouble.death?.call === call && !this.isOver ? this.#trouble.death : undefined;
    return { fault, death };
  }

  /** Ends it. */
  die(of: PlannedDeath["of"]): void {
    this.#died = of;
  }
}
