import { type Send, Session } from "@arkenos/provider/clouds";
import { type ProblemDetail, detailText } from "@arkenos/provider/problem";
import type { Clouds } from "./clouds.js";
import type { Config } from "./config.js";
import { type Ended, Engine } from "./engine.js";
import { type PreflightFindings, runPreflight } from "./preflight.js";
import { recordKilledRun } from "./killed-run.js";
import type { Network } from "./network.js";
import { programOf } from "./program.js";
import { Run, type Trouble } from "./run.js";
import { RunJournal } from "./run-journal.js";
import type { Scheduler } from "./scheduler.js";
import { State } from "./state.js";

/** The environment of a stack. */
export interface Ground {
  readonly clouds: Clouds;
  readonly network: Network;
  readonly scheduler: Scheduler;
  /** Whether runs write the state only at their end. */
  readonly isFast: boolean;
}

type Journal = NonNullable<ConstructorParameters<typeof Session>[1]>;

/** A command that a person runs. */
export type Command = "up" | "up --refresh" | "refresh" | "destroy";

/** A finished run. */
export interface Played extends Ended {
  readonly command: Command;
  readonly run: Run;
  /** Preflight's findings before `up`. */
  readonly findings?: PreflightFindings;
}

/** A number that a stack bought by search. */
export interface Line {
  readonly number: string;
  /** The stack's name when the number got its marker. */
  readonly boughtAs: string;
}

/** A person's stack: its config, its state, and its engine's runs. */
export class Stack {
  /** Its identity, independent of its name. */
  readonly actor: string;
  config: Config;
  readonly state = new State();
  /** Numbers for which release: true was last in effect. */
  releasable = new Set<string>();
  /** The number that it bought by search, until it releases it. */
  line: Line | undefined;
  /** Whether it is being destroyed. */
  isGoing = false;
  /** Whether its state may be wrong until the next refresh: after a manual change or a killed run. */
  isUnsure = false;
  /** Whether a list of one of its runs lagged. */
  wasMisled = false;
  /** Objects missing from its state when its config changed or it was destroyed: no run can find those. */
  readonly excused = new Set<string>();
  /**
   * Objects and numbers missing from its state because a run was killed, with that run's config: the next run finds them
   * by what that run left.
   */
  readonly recorded = new Map<string, Config>();
  /** The config that the clouds were last updated to. */
  converged: Config | undefined;
  /** The provider's journal on this person's disk. */
  readonly #notes = new Map<string, Readonly<Record<string, unknown>>>();
  /** Whether its last run was killed and left a journal. */
  #isJournaled = false;
  readonly #ground: Ground;

  constructor(actor: string, config: Config, ground: Ground) {
    this.actor = actor;
    this.config = config;
    this.#ground = ground;
  }

  /** Numbers with release: true in its config. */
  get withRelease(): string[] {
    const { numbers, line } = this.config;
    const released = Object.keys(numbers).filter((number) => numbers[number]?.release);
    return line?.release && this.line !== undefined ? [...released, this.line.number] : released;
  }

  /** Runs the engine; preflight runs before each `up`, unless `preflight` is false. */
  async play(command: Command, trouble: Trouble, { preflight = true } = {}): Promise<Played> {
    const run = new Run(this.actor, trouble);
    const isFast = trouble.isFast ?? this.#ground.isFast;
    const journal = isFast && command !== "refresh" ? new RunJournal() : undefined;
    // The command reads both clouds first, because what the journal says of changes and deletions is not their result.
    const isContinued = this.#isJournaled && this.state.pending.size > 0;
    const actual = isContinued && command === "up" ? "up --refresh" : command;
    const played = await this.#play(actual, run, { preflight, journal, isContinued });
    this.#isJournaled = run.isOver && journal !== undefined;
    if (this.#isJournaled) journal?.replayInto(this.state);
    return { ...played, command };
  }

  async #play(command: Command, run: Run, { preflight, journal, isContinued }: PlayOptions): Promise<Played> {
    const { clouds, network, scheduler } = this.#ground;
    const wanted = await programOf(this.config);
    const session = this.#session(network.transport(run), this.#journal(run), run.said);
    const engine = new Engine(session, run, this.state, journal);
    const until = <T>(work: Promise<T>) => scheduler.untilDone(work);
    const before = { command, run };
    if (command === "up --refresh" || command === "destroy" || isContinued) {
      // The command looks for it in another process than the engine's.
      const looking = this.#session(network.transport(run), this.#journal(run), run.said);
      const failure = await until(recordKilledRun(looking, run, this.state).then(() => undefined, textOf));
      if (failure !== undefined) return { ...before, steps: [], errors: [failure], refused: [] };
    }
    if (command === "destroy") return { ...before, ...(await until(engine.destroy())) };
    if (command !== "up") {
      const refreshed = await until(engine.refresh());
      if (command === "refresh" || refreshed.errors.length > 0) return { ...before, ...refreshed };
    }
    if (!preflight) return { ...before, ...(await until(engine.up(wanted))) };
    const looking = () => this.#session(network.looking, this.#readOnly, []);
    const findings = await runPreflight(this, wanted, clouds, looking);
    return { ...before, ...(await until(engine.up(wanted))), findings };
  }

  #session(send: Send, journal: Journal, said: string[]): Session {
    const session = new SaidSession(send, journal, said);
    const settings = this.#ground.clouds.settings(this.config.place);
    session.configure((name) => settings[name]);
    session.stackNumbers.configure((key) => (key === "numbers" ? JSON.stringify(this.config.numbers) : undefined));
    return session;
  }

  /** A dead machine writes nothing. */
  #journal(run: Run): Journal {
    return {
      read: async (key) => this.#notes.get(key),
      write: async (key, note) => void (run.isSilent || this.#notes.set(key, note)),
      erase: async (key) => void (run.isSilent || this.#notes.delete(key)),
    };
  }

  /** An observer's journal. */
  get #readOnly(): Journal {
    const refuse = () => Promise.reject(new Error("preflight wrote to the journal"));
    return { read: async (key) => this.#notes.get(key), write: refuse, erase: refuse };
  }
}

interface PlayOptions {
  readonly preflight: boolean;
  /** The journal of a run that writes the state at its end. */
  readonly journal: RunJournal | undefined;
  /** Whether the last run left a journal, which only our own command reads, even for a refresh. */
  readonly isContinued: boolean;
}

/** A session that collects its messages for the terminal. */
class SaidSession extends Session {
  readonly #said: string[];

  constructor(send: Send, journal: Journal, said: string[]) {
    super(send, journal);
    this.#said = said;
  }

  override say(note: ProblemDetail): void {
    const line = detailText(note);
    if (!this.#said.includes(line)) this.#said.push(line);
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
