import { type Data, type Lifecycle, lifecycle, type Session } from "@arkenos/provider/clouds";
import { resources } from "@arkenos/provider";
import { problemText } from "@arkenos/provider/problem";
import { inOrder } from "./in-order.js";
import { type Noun, type Outputs, resolved, type Registered } from "./program.js";
import { halfDone, isRefusal } from "./step-errors.js";
import type { Run } from "./run.js";
import type { RunJournal } from "./run-journal.js";
import type { Kept, Pending, State } from "./state.js";

/** The engine's step on a resource. */
export interface Step {
  readonly op: "create" | "update" | "replace" | "delete" | "same" | "read" | "gone";
  readonly name: string;
}

/** The result of an engine run. */
export interface Ended {
  /** Successful steps, in the order in which they ended. */
  readonly steps: readonly Step[];
  /** The errors, in the provider's words. */
  readonly errors: readonly string[];
  /** Resources that were refused: by the provider, or by LiveKit because another object receives the same calls. */
  readonly refused: readonly string[];
}

/**
 * Performs Pulumi's steps with the provider's lifecycle: one provider process per run; resources as soon as their
 * dependencies exist; replacements before deletes; deletes last, against the dependencies, and only if everything else
 * succeeded; the state saved after each step; nothing new after a failure.
 */
export class Engine {
  readonly #session: Session;
  readonly #run: Run;
  readonly #state: State;
  readonly #steps: Step[] = [];
  readonly #errors: string[] = [];
  readonly #refused: string[] = [];

  readonly #journal: RunJournal | undefined;

  /** @param journal records the run, which writes the state only at its end */
  constructor(session: Session, run: Run, state: State, journal?: RunJournal) {
    this.#session = session;
    this.#run = run;
    this.#state = state;
    this.#journal = journal;
  }

  /** Runs `up` for a program. */
  async up(wanted: readonly Registered[]): Promise<Ended> {
    this.#journal?.start(this.#state);
    const outputs = new Map<string, Readonly<Record<string, unknown>>>();
    await inOrder(
      wanted,
      ({ after }) => after,
      async (resource) => {
        if (!this.#goesOn) return;
        const kept = await this.#attempt(resource.name, () => this.#converge(resource, outputs));
        if (kept) outputs.set(resource.name, { ...kept.outs, id: kept.id });
      },
    );
    if (this.#goesOn) {
      const names = new Set(wanted.map(({ name }) => name));
      await this.#deleteAll(this.#state.all.filter(({ name, doomed }) => doomed || !names.has(name)));
    }
    return this.#ended;
  }

  /** Runs `destroy`. */
  async destroy(): Promise<Ended> {
    this.#journal?.start(this.#state);
    await this.#deleteAll(this.#state.all);
    return this.#ended;
  }

  /** Runs `refresh`. */
  async refresh(): Promise<Ended> {
    const reads = this.#state.all.map((kept) => this.#attempt(kept.name, () => this.#read(kept)));
    await Promise.all(reads);
    if (this.#goesOn) this.#state.forgetPending({ creates: false });
    return this.#ended;
  }

  get #ended(): Ended {
    const errors = this.#run.isOver ? ["the engine was killed", ...this.#errors] : this.#errors;
    return { steps: this.#steps, errors, refused: this.#refused };
  }

  get #goesOn(): boolean {
    return this.#errors.length === 0 && !this.#run.isOver;
  }

  async #converge({ name, noun, inputs, after }: Registered, outputs: Outputs): Promise<Kept> {
    const of = this.#of(noun);
    const before = this.#state.get(name);
    const { inputs: checked, problems } = await of.check(before?.inputs ?? {}, resolved(inputs, outputs));
    if (problems.length > 0) throw new Error(problems.map(problemText).join("; "));
    const made = (id: string, outs: Data): Kept => ({ name, noun, id, inputs: checked, outs, after });
    if (!before) return this.#create(of, made);
    const { changes, replaces } = await of.diff(before.id, before.outs, checked);
    if (replaces.length > 0) {
      const kept = await this.#create(of, made);
      if (!this.#run.isOver) this.#state.put({ ...before, doomed: true }, before);
      return kept;
    }
    if (!changes && !before.unfinished) {
      const same = { ...before, inputs: checked, after };
      this.#save("same", same, before);
      return same;
    }
    this.#begin("update", made(before.id, {}), before);
    const { outs } = await of.update(before.id, before.outs, checked).catch((error: unknown) => {
      const late = halfDone(error);
      if (late) this.#save("update", { ...made(before.id, late.properties), unfinished: true }, before);
      else this.#fail("update", made(before.id, {}));
      this.#end(name);
      throw error;
    });
    const updated = made(before.id, outs);
    this.#save("update", updated, before);
    this.#end(name);
    return updated;
  }

  async #create(of: Lifecycle, made: (id: string, outs: Data) => Kept): Promise<Kept> {
    const wanted = made("", {});
    const { name, inputs } = wanted;
    this.#begin("create", wanted);
    const { id, outs } = await of.create(inputs).catch((error: unknown) => {
      const late = halfDone(error);
      if (late) this.#save("create", { ...made(late.id, late.properties), unfinished: true });
      else this.#fail("create", wanted);
      this.#end(name);
      throw error;
    });
    const kept = made(id, outs);
    this.#save("create", kept);
    this.#end(name);
    return kept;
  }

  async #read(kept: Kept): Promise<void> {
    const { id, props, inputs } = await this.#of(kept.noun).read(kept.id, kept.outs);
    if (this.#run.isOver) return;
    // Pulumi requests the diff with the roles reversed.
    if (id !== "") await this.#of(kept.noun).diff(id, props, kept.inputs);
    if (id === "") this.#state.drop(kept);
    else this.#state.put({ ...kept, outs: props, inputs: inputs ?? kept.inputs }, kept);
    this.#steps.push({ op: id === "" ? "gone" : "read", name: kept.name });
  }

  /** Dependents are deleted before their dependencies. */
  async #deleteAll(doomed: readonly Kept[]): Promise<void> {
    const dependents = ({ name }: Kept) => doomed.filter(({ after }) => after.includes(name)).map((kept) => kept.name);
    await inOrder(doomed, dependents, async (kept) => {
      if (!this.#goesOn) return;
      await this.#attempt(kept.name, async () => {
        this.#begin("delete", kept);
        await this.#of(kept.noun)
          .delete(kept.id, kept.outs)
          .catch((error: unknown) => {
            this.#fail("delete", kept);
            throw error;
          })
          .finally(() => this.#end(kept.name));
        if (this.#run.isOver) return;
        this.#state.drop(kept);
        this.#steps.push({ op: "delete", name: kept.name });
      });
    });
  }

  #save(op: Step["op"], kept: Kept, before?: Kept): void {
    if (this.#run.isOver) return;
    this.#state.put(kept, before);
    if (op === "create" || op === "update") this.#journal?.ended(op, kept);
    this.#steps.push({ op, name: kept.name });
  }

  #begin(op: Pending["op"], wanted: Pending["wanted"], before?: Kept): void {
    this.#state.pending.set(wanted.name, { op, wanted });
    this.#journal?.begun(op, wanted, before);
  }

  #fail(op: Pending["op"], wanted: Pending["wanted"]): void {
    if (!this.#run.isOver) this.#journal?.failed(op, wanted);
  }

  #end(name: string): void {
    if (!this.#run.isOver) this.#state.pending.delete(name);
  }

  async #attempt<T>(name: string, act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (error) {
      if (isRefusal(error)) this.#refused.push(name);
      this.#errors.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  #of(noun: Noun): Lifecycle {
    return lifecycle(resources[noun].spec, this.#session);
  }
}
