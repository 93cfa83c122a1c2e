/** What may meet a call: see `Network`. */
export const FAULTS = ["reset", "drop", "429", "500", "503", "hang", "hang after", "lag"] as const;

/** A kind of fault. */
export type FaultKind = (typeof FAULTS)[number];

/** A fault of one call of a run, counted from 0 in the order in which the clouds see them. */
export interface PlannedFault {
  readonly call: number;
  readonly kind: FaultKind;
}

/** The end of a run before its time. */
export interface PlannedDeath {
  /** The call at which it happens. */
  readonly call: number;
  /** Who dies: the engine alone, whose provider process still ends the calls that are under way, or the machine. */
  readonly of: "engine" | "machine";
  /** Whether that call takes effect before. */
  readonly after: boolean;
}

/** What goes wrong in a run. */
export interface Trouble {
  readonly faults: readonly PlannedFault[];
  readonly death?: PlannedDeath | undefined;
}

/** Nothing goes wrong. */
export const CALM: Trouble = { faults: [] };

/** A call as it was answered. */
export interface Answered {
  readonly operation: string;
  readonly fault?: FaultKind;
}

/** One run of the engine: what goes wrong in it, and what happened. */
export class Run {
  /** Who runs it. */
  readonly actor: string;
  readonly #trouble: Trouble;
  /** The calls that the clouds saw, in order. */
  readonly calls: Answered[] = [];
  /** What the provider told the person. */
  readonly said: string[] = [];
  #died: PlannedDeath["of"] | undefined;

  constructor(actor: string, trouble: Trouble) {
    this.actor = actor;
    this.#trouble = trouble;
  }

  /** Whether the engine is dead: it starts nothing and saves nothing any more. */
  get isOver(): boolean {
    return this.#died !== undefined;
  }

  /** Whether the provider process is dead, too: none of its calls arrives any more. */
  get isSilent(): boolean {
    return this.#died === "machine";
  }

  /** Whether something went wrong in it. */
  get wasTroubled(): boolean {
    return this.isOver || this.calls.some(({ fault }) => fault !== undefined);
  }

  /** Notes a call that comes to a cloud. @returns what meets it */
  meet(operation: string): { readonly fault: FaultKind | undefined; readonly death: PlannedDeath | undefined } {
    const call = this.calls.length;
    const fault = this.#trouble.faults.find((planned) => planned.call === call)?.kind;
    this.calls.push({ operation, ...(fault && { fault }) });
    const death = this.#trouble.death?.call === call && !this.isOver ? this.#trouble.death : undefined;
    return { fault, death };
  }

  /** The end. */
  die(of: PlannedDeath["of"]): void {
    this.#died = of;
  }
}
