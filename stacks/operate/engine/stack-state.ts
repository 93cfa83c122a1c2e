import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { withJournal } from "./journaled.js";
import { type CreatedObject, withPending } from "./pending.js";
import type { RunJournal } from "./run-journal.js";
import { RunJournals } from "./run-journals.js";
import type { StackPlace } from "./stack-options.js";
import type { State } from "./state.js";

/** The engine's access to a stack's state. */
export interface StateAccess {
  /** Prints the state with the engine's `stack export`. */
  readonly print: (...flags: string[]) => Promise<string>;
  /** Replaces the state with the engine's `stack import`. */
  readonly write: (content: string) => Promise<unknown>;
}

/** What `stack export` prints. A stack without a run may have no deployment. */
interface Exported {
  readonly deployment: State | null;
}

/** A stack's state, together with the journals of killed runs. */
export class StackState {
  readonly #access: StateAccess;
  readonly #journals: RunJournals;

  constructor(stack: StackPlace, access: StateAccess) {
    this.#access = access;
    this.#journals = new RunJournals(stack);
  }

  /** The decrypted content, with what the journals say: never render it. */
  async decrypted(): Promise<State> {
    const { deployment } = await this.#exported("--show-secrets");
    return withJournal(deployment ?? {}, await eventsOf(await this.#journals.left()));
  }

  /** Whether a killed run has left a journal. */
  async hasJournal(): Promise<boolean> {
    return (await this.#journals.left()).length > 0;
  }

  /**
   * Records what killed runs did. Decrypts nothing.
   *
   * @param created the objects that they were creating, by the URN of their resource
   */
  async record(created: ReadonlyMap<string, CreatedObject>): Promise<void> {
    const { deployment, ...exported } = await this.#exported();
    const journals = await this.#journals.left();
    const journaled = withJournal(deployment ?? {}, await eventsOf(journals));
    await this.#access.write(JSON.stringify({ ...exported, deployment: withPending(journaled, created) }));
    for (const journal of journals) await journal.end();
  }

  /** Keeps a journal of a run that writes the state only at its end. */
  async journaling(run: (journal: RunJournal) => Promise<void>): Promise<void> {
    const journal = await this.#journals.begin();
    try {
      await run(journal);
      await journal.end();
    } catch (error) {
      // An engine that fails writes the state. One that was killed, or could not write it, leaves the journal.
      const state = await this.#exported().then(
        ({ deployment }) => deployment ?? {},
        () => undefined,
      );
      const isWritten = state && withJournal(state, await journal.events()) === state;
      await (isWritten ? journal.end() : journal.leave());
      throw error;
    }
  }

  async #exported(...flags: string[]): Promise<Exported> {
    return JSON.parse(await this.#access.print(...flags)) as Exported;
  }
}

/** What journals say, in order. */
async function eventsOf(journals: readonly RunJournal[]): Promise<EngineEvent[]> {
  return (await Promise.all(journals.map((journal) => journal.events()))).flat();
}
