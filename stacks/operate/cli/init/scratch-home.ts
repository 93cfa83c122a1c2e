import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pulumiHome } from "../../engine/installer.js";

/**
 * Runs something with a copy of Pulumi's home that knows the same logins. The engine stores every token that works, but
 * init stores nothing until everything is valid.
 */
export async function withScratchHome<T>(
  env: NodeJS.ProcessEnv,
  act: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), "arkenos-home-"));
  try {
    for (const name of ["credentials.json", "config.json"])
      await cp(join(pulumiHome(env), name), join(home, name)).catch(() => undefined);
    return await act({ ...env, PULUMI_HOME: home });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
