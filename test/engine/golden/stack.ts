import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "@arkenos/emulator";
import { objectsIn } from "../objects.js";
import type { Workspace } from "../workspace.js";
import { goldenWorkspace, startWorld } from "./world.js";

const recorded = (name: string) => join(import.meta.dirname, name);

/** The first release's state, as text. */
export function goldenState(): Promise<string> {
  return readFile(recorded("state.json"), "utf8");
}

/** The recorded stack: its clouds as recorded, and its state in a workspace of today's engine and provider. */
export class GoldenStack {
  readonly emulator: Emulator;
  readonly workspace: Workspace;
  /** The objects of both clouds before the stack. */
  readonly before: readonly object[];

  private constructor(emulator: Emulator, workspace: Workspace, before: readonly object[]) {
    this.emulator = emulator;
    this.workspace = workspace;
    this.before = before;
  }

  /** Loads the clouds, and imports the state. */
  static async start(): Promise<GoldenStack> {
    const { emulator, env } = await startWorld();
    emulator.load(await readFile(recorded("before.json"), "utf8"));
    const before = objectsIn(emulator);
    emulator.load(await readFile(recorded("world.json"), "utf8"));
    const workspace = await goldenWorkspace(env);
    await workspace.succeed("stack", "import", "--file", recorded("state.json"));
    return new GoldenStack(emulator, workspace, before);
  }

  /** Calls to both clouds so far, by operation. */
  get operations(): string[] {
    return [...this.emulator.livekit.calls, ...this.emulator.twilio.calls].map(({ operation }) => operation);
  }

  /** The ones that change something. */
  get writes(): string[] {
    return this.operations.filter((operation) => !/^(List|Fetch)/.test(operation));
  }

  /** URNs and ids in the state. */
  async ids(): Promise<string[]> {
    return Array.from((await this.workspace.state()).matchAll(/"(?:urn|id)": "([^"]+)"/g), ([, id = ""]) => id).sort();
  }

  /** Stops both. */
  async dispose(): Promise<void> {
    await this.workspace.dispose();
    await this.emulator.close();
  }
}
