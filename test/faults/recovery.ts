import type { Ran, Workspace } from "../engine/workspace.js";
import { runArkenos } from "../terminal/arkenos.js";
import { ACTS, type Mode } from "./act.js";
import type { Cell } from "./cell.js";

/** How a stack recovered to match its config. */
export interface Recovery {
  /** The commands that ran, in order. */
  readonly commands: readonly string[];
  readonly last: Ran;
}

/** Commands that a refusal may suggest, and how they run here. */
const REMEDIES: Readonly<Record<string, (workspace: Workspace) => Promise<Ran>>> = {
  "pulumi up --refresh": (workspace) => workspace.run("up", "--yes", "--skip-preview", "--refresh", "--run-program"),
  "arkenos up --refresh": (workspace) => arkenos(workspace, "up", "--refresh"),
  "arkenos provision": (workspace) => arkenos(workspace, "provision"),
  "arkenos up": (workspace) => arkenos(workspace, "up"),
  "pulumi cancel": async (workspace) => {
    await workspace.run("cancel", "--yes");
    // The engine warns of pending operations and asks for a refresh.
    const ran = await workspace.run("up", "--yes", "--skip-preview", "--refresh", "--run-program");
    // A state that a killed engine truncated is repaired by provision.
    return ran.output.includes("failed to load checkpoint") ? arkenos(workspace, "provision") : ran;
  },
};

/**
 * Continues after a fault as a person would: with `up`; with `arkenos provision` if the engine was killed and its
 * provider survives, or if a killed provider may have deleted what the state still lists; with `pulumi cancel` and
 * `pulumi up --refresh` if the machine went down. After a refusal, follows its remedy. In fast mode only the command
 * knows the journal, so it makes every continuation.
 */
export async function recover(workspace: Workspace, { act, kill }: Cell, mode: Mode): Promise<Recovery> {
  const isFast = mode === "fast";
  const up = isFast ? "arkenos up" : "up";
  const afterProvider = ACTS[act].command === "destroy" ? "arkenos provision" : up;
  const command = {
    ...{ nothing: up, provider: afterProvider, engine: "arkenos provision" },
    machine: isFast ? "arkenos provision" : "pulumi cancel",
  }[kill];
  const run = REMEDIES[command] ?? ((at: Workspace) => at.run("up", "--yes", "--skip-preview"));
  let last = await run(workspace);
  const commands = [command];
  for (const [remedy, act] of Object.entries(REMEDIES)) {
    if (last.code === 0) break;
    if (commands.includes(remedy) || !last.output.includes(remedy)) continue;
    last = await act(workspace);
    commands.push(remedy);
  }
  return { commands, last };
}

async function arkenos({ env, folder: cwd }: Workspace, ...words: string[]): Promise<Ran> {
  const { exitCode, stdout, stderr } = await runArkenos([...words, "--yes"], { cwd, env });
  return { code: exitCode, output: stdout + stderr };
}
