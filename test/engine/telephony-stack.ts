import { join } from "node:path";
import { type Call, type Emulator, type Options, start } from "@arkenos/emulator";
import { Workspace } from "./workspace.js";
import { talking } from "../talking.js";

const root = join(import.meta.dirname, "..", "..");

/** How long a test may take: each command of the engine takes some 3 seconds, on a busy machine 30. */
export const patience = { timeout: 300_000 } as const;

/** One agent; enough wherever it does not matter who answers. */
export const agents = { reception: { systemPrompt: "You answer for Acme.", ...talking } };

/** A stack's config with these numbers, all answered by one agent. */
export function answering(numbers: Readonly<Record<string, object>>): Record<string, unknown> {
  const answered = Object.entries(numbers).map(([number, settings]) => [number, { agent: "reception", ...settings }]);
  return { sipDomain: "acme.sip.livekit.cloud", agents, numbers: Object.fromEntries(answered) };
}

/** A program in `programs/`. */
type Program = "telephony" | "foreign" | "all-kinds" | "own-topologies" | "two-accounts" | "lookup" | "secrets";

/** Makes a workspace of a program, pointed at an emulator. */
export function makeWorkspace(program: Program, { env }: Emulator, stack?: string): Promise<Workspace> {
  const project = join(root, "test", "engine", "programs", program);
  return Workspace.make({ project, modules: join(root, "node_modules"), env, ...(stack !== undefined && { stack }) });
}

/** A sandbox, and a stack of the real engine on it. */
export class TelephonyStack {
  readonly emulator: Emulator;
  readonly workspace: Workspace;

  private constructor(emulator: Emulator, workspace: Workspace) {
    this.emulator = emulator;
    this.workspace = workspace;
  }

  /** Starts a sandbox, and a stack of the telephony program on it, or of another one. */
  static async start(options: Options, program: Program = "telephony"): Promise<TelephonyStack> {
    const emulator = await start(options);
    return new TelephonyStack(emulator, await makeWorkspace(program, emulator));
  }

  /** Calls to both clouds so far, in the order in which they were answered. */
  get calls(): Call[] {
    const { livekit, twilio } = this.emulator;
    return [...livekit.calls, ...twilio.calls].sort((one, other) => one.answered - other.answered);
  }

  /** Runs something and gives the calls that it made. */
  async callsOf(act: () => Promise<unknown>): Promise<Call[]> {
    const before = this.calls.length;
    await act();
    return this.calls.slice(before);
  }

  /** Ends both. */
  async dispose(): Promise<void> {
    await this.workspace.dispose();
    await this.emulator.close();
  }
}
