import { doctorAnswer } from "../../stacks/operate/cli/doctor/doctor-answer.js";
import { sessionOf } from "../../stacks/operate/cli/stack/session.js";
import { readConfig } from "../../stacks/config.js";
import type { Desired } from "../../stacks/operate/desired/desired.js";
import { CATALOG } from "../../stacks/operate/doctor/catalog.js";
import { examine } from "../../stacks/operate/doctor/examine.js";
import type { Finding } from "../../stacks/operate/doctor/finding.js";
import type { Machine } from "../../stacks/operate/doctor/machine.js";
import { EngineStack } from "../../stacks/operate/engine/stack.js";
import { readDesired } from "../../stacks/operate/desired/read-desired.js";
import type { Collection } from "../emulator/collection.js";
import type { Emulator } from "../emulator/index.js";
import { TelephonyStack } from "../engine/telephony-stack.js";
import { talking } from "../talking.js";

/** The stack's numbers, both owned. */
export const NUMBERS = ["+15105550100", "+15105550101"] as const;

/** Noon of the sandbox's first day, so that all objects are less than a week old. */
const NOW = new Date("2026-01-01T12:00:00Z");

const CONFIG = {
  sipDomain: "acme.sip.livekit.cloud",
  agents: {
    reception: {
      systemPrompt: "You answer for Acme.",
      ...talking,
      llm: { plugin: "openai" },
      tools: [{ type: "transfer_call", targets: { sales: "tel:+15105550199" } }],
    },
    night: { systemPrompt: "You answer for Acme at night.", ...talking },
  },
  agentEnv: { OPENAI_API_KEY: "sk-of-the-tests" },
  numbers: { [NUMBERS[0]]: { agent: "reception" }, [NUMBERS[1]]: { agent: "night" } },
  trunk: { transferMode: "enable-all" },
  outbound: { destinationCountry: "GB" },
};

/** What a test changes: the clouds, as by hand, the stack's config, and the machine. */
export interface TestedStack {
  readonly emulator: Emulator;
  desired: Desired;
  machine: Machine;
  /** Settings that override the sandbox's. */
  env: Readonly<Record<string, string>>;
  /** Ids of the stack's objects, by noun. */
  readonly ids: Readonly<Record<string, string>>;
}

/** A healthy stack that the real engine created in a sandbox. */
export class HealthyStack {
  readonly #stack: TelephonyStack;
  readonly #desired: Desired;
  readonly #restore: () => void;

  private constructor(stack: TelephonyStack, desired: Desired) {
    this.#stack = stack;
    this.#desired = desired;
    const undo = [stack.emulator.livekit.store, stack.emulator.twilio.store].map(photograph);
    this.#restore = () => undo.forEach((put) => put());
  }

  /** Deploys one with the real engine. The caller disposes of it. */
  static async start(): Promise<HealthyStack> {
    const stack = await TelephonyStack.start({ twilio: { owned: [...NUMBERS] } });
    const { folder, env } = stack.workspace;
    await stack.workspace.configure(CONFIG);
    await stack.workspace.up();
    const opened = new EngineStack({ folder, name: "dev", env });
    const held = await opened.config();
    const config = readConfig(held, folder, env);
    return new HealthyStack(stack, await readDesired({ stack: opened, config, held, session: sessionOf(held, env) }));
  }

  /** The stack before the fault. */
  admit(): TestedStack {
    this.#restore();
    const ids = Object.fromEntries(this.#desired.held.map(({ noun, id }) => [noun, id]));
    return { emulator: this.#stack.emulator, desired: this.#desired, machine: { env: {}, packages: [] }, env: {}, ids };
  }

  /** The output of `doctor --json` for a stack. */
  async examine({ desired, machine, emulator, env }: TestedStack): Promise<readonly Finding[]> {
    const session = sessionOf({}, { ...emulator.env, ...env });
    const judgment = await examine({ desired, session, machine, checks: CATALOG, now: NOW });
    const { data } = doctorAnswer(judgment, false);
    return (JSON.parse(JSON.stringify(data)) as { findings: Finding[] }).findings;
  }

  dispose(): Promise<void> {
    return this.#stack.dispose();
  }
}

/** Copies everything in a store. @returns a function that restores it */
function photograph(store: object): () => void {
  const shelves = Object.values(store).filter(isShelf);
  const kept = shelves.map((shelf) => shelf.all());
  return () => {
    if ("sipConnected" in store) store.sipConnected = true;
    if ("release" in store) store.release = "1.13.5";
    shelves.forEach((shelf, index) => {
      shelf.clear();
      kept[index]?.forEach((item) => shelf.insert(item));
    });
  };
}

/** The sandbox is a package, whose classes differ from those of its sources. */
function isShelf(part: unknown): part is Collection<object> {
  return typeof part === "object" && part !== null && "insert" in part && "all" in part && "clear" in part;
}
