import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SET_BY_LIVEKIT, type WorkerVariable } from "../../worker-env/worker-environment.js";
import { dotenv } from "../../worker-env/dotenv.js";
import { runChild } from "../terminal/child.js";
import type { Context } from "../stack/context.js";

/**
 * Sends the environment to the agent that LiveKit Cloud runs, with `lk` in the folder of its livekit.toml. LiveKit itself
 * sets its URL and key there.
 *
 * @returns what was done, as text
 */
export async function updateLiveKitSecrets(variables: readonly WorkerVariable[], context: Context): Promise<string> {
  const secrets = variables.filter(({ name }) => !SET_BY_LIVEKIT.includes(name));
  const folder = await mkdtemp(join(tmpdir(), "arkenos-secrets-"));
  try {
    const file = join(folder, "secrets.env");
    await writeFile(file, dotenv(secrets), { mode: 0o600 });
    await runChild(
      { command: "lk", args: ["agent", "update-secrets", "--secrets-file", file], cwd: context.cwd, env: {} },
      context,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return `LiveKit Cloud now has ${secrets.map(({ name }) => name).join(", ")}; its worker restarts with them.`;
}
