import { ProviderError } from "./errors.js";
import { Holders } from "./holders.js";
import { type Send, send } from "./http.js";
import { type Journal, journalOnDisk } from "./journal.js";
import type { Problem } from "./problem.js";
import { ENVIRONMENT, SECRETS, type Setting, type Settings, settingsFrom } from "./settings.js";
import { shown } from "./shown.js";
import { StackNumbers } from "./stack-numbers.js";
import { discreet } from "./transport.js";
import { UNKNOWN } from "./values/markers.js";

/** A cloud as the lifecycle sees it. */
export interface Cloud<Client> {
  /** How messages call it. */
  readonly name: "LiveKit" | "Twilio";
  /** The non-secret key of the account that the settings lead to; objects of another account are not ours to touch. */
  account(settings: Settings): string | undefined;
  /** One account answers at several addresses, so another key alone does not prove another account. */
  readonly hasAliases?: true;
  /** A list may show for some seconds what was there before a write. */
  readonly listsLag?: true;
  /** What is wrong with the settings. */
  problems(settings: Settings): Problem[];
  /** What works with the settings and is a risk, one sentence each. */
  warnings?(settings: Settings): string[];
  /** Opens a client that makes its calls through `send`, and notes in `journal` what must survive a kill. Called once per run. */
  open(settings: Settings, send: Send, journal: Journal): Promise<Client>;
}

/**
 * One run of the provider process: where settings come from, and the clients opened with them.
 *
 * Pulumi hands a provider to the next call before its `configure` has settled, so `configure` only
 * stores, and every operation asks for its client here.
 */
export class Session {
  #configured: (name: Setting) => string | undefined = () => undefined;
  #settings: Settings = settingsFrom(this.#configured);
  readonly #send: Send;
  /** Where it is noted what must survive a kill. */
  readonly journal: Journal;
  readonly #clients = new Map<Cloud<unknown>, Promise<unknown>>();
  /** Which resource of this run has which object. */
  readonly holders = new Holders();
  /** The ids of objects that this run found instead of making: the state did not know them. */
  readonly found = new Set<string>();
  readonly #said = new Set<string>();
  /** The numbers that the stack's config lists. */
  readonly stackNumbers = new StackNumbers();

  /**
   * @param through who makes the calls of both clients: the network, unless a simulation stands in for it
   * @param journal where it is noted what must survive a kill: on disk, unless a simulation stands in for it
   */
  constructor(through: Send = send, journal: Journal = journalOnDisk) {
    this.#send = discreet(through, () => this.#secrets());
    this.journal = journal;
  }

  /** Stores where the stack's settings are read, and where those that it leaves out. */
  configure(...sources: Parameters<typeof settingsFrom>): void {
    [this.#configured] = sources;
    this.#settings = settingsFrom(...sources);
  }

  /** A setting from the stack's config, else from the environment; a set of credentials from one of them. */
  get setting(): Settings {
    return this.#settings;
  }

  /** Whether a setting of the config is one that this preview does not know yet. */
  get unsettled(): boolean {
    return Object.keys(ENVIRONMENT).some((name) => this.#configured(name as Setting) === UNKNOWN);
  }

  /** The account that the settings lead to in a cloud. */
  account(cloud: Cloud<unknown>): string | undefined {
    return cloud.account(this.setting);
  }

  /** What keeps a cloud from being reached. */
  problems(cloud: Cloud<unknown>): Problem[] {
    if (this.unsettled) return [];
    cloud.warnings?.(this.setting).forEach((warning) => this.say(warning));
    return cloud.problems(this.setting);
  }

  /** The client of a cloud, opened at the first call. @throws if the settings do not lead to an account. */
  client<Client>(cloud: Cloud<Client>): Promise<Client> {
    const opened = this.#clients.get(cloud) ?? this.#open(cloud);
    this.#clients.set(cloud, opened);
    return opened as Promise<Client>;
  }

  /** Tells the person at the terminal something, once per run. Pulumi shows a provider's output as the stack's. */
  say(line: string): void {
    if (this.#said.has(line)) return;
    this.#said.add(line);
    console.log(shown(line));
  }

  /** Every secret in the settings, including those that another source overrides. */
  #secrets(): string[] {
    const { setting } = this;
    return SECRETS.flatMap((name) => [setting(name), setting.overridden(name)]).filter((value) => value !== undefined);
  }

  async #open<Client>(cloud: Cloud<Client>): Promise<Client> {
    const problems = cloud.problems(this.setting);
    if (problems.length > 0) throw new ProviderError(...problems);
    return cloud.open(this.setting, this.#send, this.journal);
  }
}
