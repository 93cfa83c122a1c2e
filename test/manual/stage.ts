import { join } from "node:path";
import { type Emulator, start } from "@arkenos/emulator";
import { Workspace } from "../engine/workspace.js";
import { OWNED } from "./scenes.js";

const AGENTS = {
  reception: { systemPrompt: "You answer for Acme by day." },
  "night-desk": { systemPrompt: "You answer for Acme at night." },
};

/** Where scenes are played: a sandbox that owns one number, and a stack with two agents and no number yet. */
export interface Stage {
  readonly emulator: Emulator;
  readonly workspace: Workspace;
}

/** Sets a stage. @param root the repository's folder */
export async function setStage(root: string): Promise<Stage> {
  const emulator = await start({ twilio: { owned: [OWNED] } });
  const project = join(root, "test", "engine", "programs", "telephony");
  const workspace = await Workspace.make({ project, modules: join(root, "node_modules"), env: emulator.env });
  await workspace.configure({ sipDomain: "acme.sip.livekit.cloud", agents: AGENTS });
  return { emulator, workspace };
}
