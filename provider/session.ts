import { ProviderError } from "./errors.js";
import { Holders } from "./holders.js";
import { type Send, send } from "./http.js";
import { type Journal, journalOnDisk } from "./journal.js";
import { KeptObjects } from "./kept-objects.js";
import { codedText, type ProblemDetail, type Problem } from "./problem.js";
import { ENVIRONMENT, SECRETS, type Setting, type Settings, settingsFrom } from "./settings.js";
import { shown } from "./shown.js";
import { StackNumbers } from "./stack-numbers.js";
import { redacting } from "./transport.js";
import { UNKNOWN } from "./values/markers.js";

/** A cloud as the lifecycle uses it. */
export interface Cloud<Client> {
  /** The cloud's name in messages. */
  readonly name: "LiveKit" | "Twilio";
  /** The non-secret key of the account that the settings lead to. Objects in other accounts are never touched. */
  account(settings: Settings): string | undefined;
  /** One account can be reached at several addresses, so a different key does not prove a different account. */
  readonly hasAliases?: true;
  /** For some seconds, a list may show what was there before a write. */
  readonly listsLag?: true;
  /** What is wrong with the settings. */
  problems(settings: Settings): Problem[];
  /** Settings that work but are a risk. */
  warnings?(settings: Settings): Problem[];
  /**
   * Opens a client that makes its calls through `send` and notes in `journal` what must survive a killed process.
   * Called once per run.
   */
  open(settings: Settings, send: Send, journal: Journal): Promise<Client>;
}

/**
 * One run of the provider process: its settings, and the clients opened with them.
 *
 * Pulumi passes a provider to the next call before its `configure` has settled. That is why `configure` only stores the
 * source of the settings, and every operation requests its client here.
 */
export class Session {
  #configured: (name: Setting) => string | undefined = () => undefined;
  #settings: Settings = settingsFrom(this.#configured);
  readonly #send: Send;
  /** Stores what must survive a killed process. */
  readonly journal: Journal;
  readonly #clients = new Map<Cloud<unknown>, Promise<unknown>>();
  /** Records which resource of this run holds which object. */
  readonly holders = new Holders();
  /** The ids of objects that this run found instead of creating. The state did not know them. */
  readonly found = new Set<string>();
  /** The objects that stay although this run deleted their resources. */
  readonly kept = new KeptObjects();
  readonly #printed = new Set<string>();
  /** The numbers that the stack's config lists. */
  readonly stackNumbers = new StackNumbers();

  /**
   * @param through makes the calls of both clients; the network by default, replaced in simulations
   * @param journal stores what must survive a killed process; on disk by default, replaced in simulations
   */
  constructor(through: Send = send, journal: Journal = journalOnDisk) {
    this.#send = redacting(through, () => this.#secrets());
    this.journal = journal;
  }

  /** Stores the sources of the settings: the stack's config, and a fallback for what it omits. */
  configure(...sources: Parameters<typeof settingsFrom>): void {
    [this.#configured] = sources;
    this.#settings = settingsFrom(...sources);
  }

  /**
   * A setting from the stack's config, or from the environment. A set of credentials comes entirely from one of them.
   */
  get setting(): Settings {
    return this.#settings;
  }

  /** Whether a setting in the config is unknown during this preview. */
  get unsettled(): boolean {
    return Object.keys(ENVIRONMENT).some((name) => this.#configured(name as Setting) === UNKNOWN);
  }

  /** The account that the settings lead to in a cloud. */
  account(cloud: Cloud<unknown>): string | undefined {
    return cloud.account(this.setting);
  }

  /** What prevents a cloud from being reached. */
  problems(cloud: Cloud<unknown>): Problem[] {
    if (this.unsettled) return [];
    cloud.warnings?.(this.setting).forEach((warning) => this.say(warning));
    return cloud.problems(this.setting);
  }

  /**
   * The client of a cloud, opened on first use.
   * @throws ProviderError if the settings do not lead to an account
   */
  client<Client>(cloud: Cloud<Client>): Promise<Client> {
    const opened = this.#clients.get(cloud) ?? this.#open(cloud);
    this.#clients.set(cloud, opened);
    return opened as Promise<Client>;
  }

  /** Prints a message for the user, once per run. Pulumi shows a provider's output as the stack's. */
  say(note: ProblemDetail & Partial<Problem>): void {
    const line = codedText({ path: [], ...note });
    if (this.#printed.has(line)) return;
    this.#printed.add(line);
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
