import { type Send, Session } from "@arkenos/provider/clouds";
import type { Clouds } from "./clouds.js";
import type { Config } from "./config.js";
import { type Ended, Engine } from "./engine.js";
import { type Foreseen, foreseen } from "./foresight.js";
import type { Network } from "./network.js";
import { wantedBy } from "./program.js";
import { Run, type Trouble } from "./run.js";
import type { Scheduler } from "./scheduler.js";
import { State } from "./state.js";

/** What a stack lives in. */
export interface Ground {
  readonly clouds: Clouds;
  readonly network: Network;
  readonly scheduler: Scheduler;
}

type Journal = NonNullable<ConstructorParameters<typeof Session>[1]>;

/** What a person has the engine do. */
export type Command = "up" | "up --refresh" | "refresh" | "destroy";

/** A run that is over. */
export interface Played extends Ended {
  readonly command: Command;
  readonly run: Run;
  /** What foresight said before `up`. */
  readonly foreseen?: Foreseen;
}

/** A number that a stack bought by search. */
export interface Line {
  readonly number: string;
  /** What the stack was called when the number got its mark. */
  readonly boughtAs: string;
}

/** A stack of somebody: its config, its state, and the runs of its engine. */
export class Stack {
  /** Who it is, whatever it calls itself. */
  readonly actor: string;
  config: Config;
  readonly state = new State();
  /** Numbers that it was told to give back, and not told otherwise since. */
  told = new Set<string>();
  /** The number that it bought by search, until it lets it go. */
  line: Line | undefined;
  /** Whether it is being taken down. */
  isGoing = false;
  /** Whether its state may be wrong until it looks again: something was changed by hand, or a run was killed. */
  isUnsure = false;
  /** What it had made and did not know of any more when its config changed, or it was taken down: no run can find that. */
  readonly excused = new Set<string>();
  /** The config that the clouds were converged on last. */
  converged: Config | undefined;
  /** What the provider noted on this person's disk. */
  readonly #notes = new Map<string, Readonly<Record<string, unknown>>>();
  readonly #ground: Ground;

  constructor(actor: string, config: Config, ground: Ground) {
    this.actor = actor;
    this.config = config;
    this.#ground = ground;
  }

  /** Numbers that its config says to give back when they go. */
  get toGiveBack(): string[] {
    const { numbers, line } = this.config;
    const released = Object.keys(numbers).filter((number) => numbers[number]?.release);
    return line?.release && this.line !== undefined ? [...released, this.line.number] : released;
  }

  /** Runs the engine; foresight looks before it brings anything up, unless `foresight` says that it does not. */
  async play(command: Command, trouble: Trouble, { foresight = true } = {}): Promise<Played> {
    const run = new Run(this.actor, trouble);
    const { clouds, network, scheduler } = this.#ground;
    const wanted = await wantedBy(this.config);
    const engine = new Engine(this.#session(network.transport(run), this.#journal(run), run.said), run, this.state);
    const until = (work: Promise<Ended>) => scheduler.untilDone(work);
    const before = { command, run };
    if (command === "destroy") return { ...before, ...(await until(engine.destroy())) };
    if (command !== "up") {
      const refreshed = await until(engine.refresh());
      if (command === "refresh" || refreshed.errors.length > 0) return { ...before, ...refreshed };
    }
    if (!foresight) return { ...before, ...(await until(engine.up(wanted))) };
    const looking = () => this.#session(network.looking, this.#readOnly, []);
    const obstacles = await foreseen(this, wanted, clouds, looking);
    return { ...before, ...(await until(engine.up(wanted))), foreseen: obstacles };
  }

  #session(send: Send, journal: Journal, said: string[]): Session {
    const session = new SaidSession(send, journal, said);
    const settings = this.#ground.clouds.settings(this.config.place);
    session.configure((name) => settings[name]);
    session.stackNumbers.configure((key) => (key === "numbers" ? JSON.stringify(this.config.numbers) : undefined));
    return session;
  }

  /** A machine that died writes nothing more. */
  #journal(run: Run): Journal {
    return {
      read: async (key) => this.#notes.get(key),
      write: async (key, note) => void (run.isSilent || this.#notes.set(key, note)),
      erase: async (key) => void (run.isSilent || this.#notes.delete(key)),
    };
  }

  /** The journal of somebody who only looks. */
  get #readOnly(): Journal {
    const refuse = () => Promise.reject(new Error("foresight wrote to the journal"));
    return { read: async (key) => this.#notes.get(key), write: refuse, erase: refuse };
  }
}

/** A session that keeps what it would tell the terminal. */
class SaidSession extends Session {
  readonly #said: string[];

  constructor(send: Send, journal: Journal, said: string[]) {
    super(send, journal);
    this.#said = said;
  }

  override say(line: string): void {
    if (!this.#said.includes(line)) this.#said.push(line);
  }
}
