import { join } from "node:path";
import { type Call, type Emulator, type Options, start } from "@arkenos/emulator";
import { Workspace } from "./workspace.js";
import { talking } from "../talking.js";

const root = join(import.meta.dirname, "..", "..");

/** A test's time limit: each engine command takes about 3 seconds, and 30 on a busy machine. */
export const longTimeout = { timeout: 300_000 } as const;

/** One agent, for tests in which it does not matter who answers. */
export const agents = { reception: { systemPrompt: "You answer for Acme.", ...talking } };

/** A stack's config with these numbers, all assigned to one agent. */
export function answering(numbers: Readonly<Record<string, object>>): Record<string, unknown> {
  const answered = Object.entries(numbers).map(([number, settings]) => [number, { agent: "reception", ...settings }]);
  return { sipDomain: "acme.sip.livekit.cloud", agents, numbers: Object.fromEntries(answered) };
}

/** A program in `programs/`. */
type Program =
  "telephony" | "foreign" | "all-kinds" | "own-topologies" | "two-accounts" | "lookup" | "secrets" | "twice";

/** Creates a workspace with a program that uses an emulator. */
export function makeWorkspace(program: Program, { env }: Emulator, stack?: string): Promise<Workspace> {
  const project = join(root, "test", "engine", "programs", program);
  return Workspace.make({ project, modules: join(root, "node_modules"), env, ...(stack !== undefined && { stack }) });
}

/** A sandbox with a stack of the real engine. */
export class TelephonyStack {
  readonly emulator: Emulator;
  readonly workspace: Workspace;

  private constructor(emulator: Emulator, workspace: Workspace) {
    this.emulator = emulator;
    this.workspace = workspace;
  }

  /** Starts a sandbox, and a stack with the telephony program or another one. */
  static async start(options: Options, program: Program = "telephony"): Promise<TelephonyStack> {
    const emulator = await start(options);
    return new TelephonyStack(emulator, await makeWorkspace(program, emulator));
  }

  /** Calls to both clouds so far, in the order of their answers. */
  get calls(): Call[] {
    const { livekit, twilio } = this.emulator;
    return [...livekit.calls, ...twilio.calls].sort((one, other) => one.answered - other.answered);
  }

  /** Runs an action and returns the calls that it made. */
  async callsOf(act: () => Promise<unknown>): Promise<Call[]> {
    const before = this.calls.length;
    await act();
    return this.calls.slice(before);
  }

  /** Stops both. */
  async dispose(): Promise<void> {
    await this.workspace.dispose();
    await this.emulator.close();
  }
}
