import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Workspace } from "./workspace.js";

/** Deletes a stack's state; its config and the clouds stay unchanged. */
export async function loseState(workspace: Workspace): Promise<void> {
  const empty = join(workspace.folder, ".empty.json");
  await writeFile(empty, JSON.stringify({ version: 3, deployment: {} }));
  await workspace.succeed("stack", "import", "--file", empty);
  await rm(empty);
}
