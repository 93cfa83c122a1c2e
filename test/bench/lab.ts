import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Emulator, start } from "@arkenos/emulator";
import { Workspace } from "../engine/workspace.js";
import type { Node } from "./graph.js";
import { talking } from "../talking.js";

const root = join(import.meta.dirname, "..", "..", "..");
const modules = join(root, "node_modules");
const AGENTS = { reception: { systemPrompt: "You answer for Acme.", ...talking } };

/** A stack of the real engine on its own sandbox. */
export interface Stack {
  readonly emulator: Emulator;
  readonly workspace: Workspace;
}

/** This many phone numbers, the same in every run. */
export function someNumbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `+1510555${String(index).padStart(4, "0")}`);
}

/** Runs an action on a stack program with this config, and cleans up afterwards. */
export async function withStack<T>(
  program: "telephony" | "all-kinds",
  { numbers, settings = {} }: { readonly numbers: readonly string[]; readonly settings?: object },
  use: (stack: Stack) => Promise<T>,
): Promise<T> {
  const isBought = "purchase" in settings;
  const emulator = await start({ twilio: isBought ? { available: numbers } : { owned: numbers } });
  const project = join(root, "test", "engine", "programs", program);
  const workspace = await Workspace.make({ project, modules, env: emulator.env });
  try {
    const answered = numbers.map((number) => [number, { agent: "reception", ...settings }]);
    const config = {
      sipDomain: "acme.sip.livekit.cloud",
      agents: AGENTS,
      numbers: Object.fromEntries(answered) as object,
    };
    await workspace.configure(config);
    return await use({ emulator, workspace });
  } finally {
    await workspace.dispose();
    await emulator.close();
  }
}

/** Runs an action on the floor: this graph with resources that do nothing. */
export async function withFloor<T>(graph: readonly Node[], use: (workspace: Workspace) => Promise<T>): Promise<T> {
  const workspace = await Workspace.make({ project: join(root, "test", "bench", "floor"), modules, env: {} });
  try {
    await writeFile(join(workspace.folder, "graph.json"), JSON.stringify(graph));
    return await use(workspace);
  } finally {
    await workspace.dispose();
  }
}
