import { rmSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pulumiHome } from "../../engine/pulumi-home.js";
import { SIGNALS } from "../terminal/io.js";

/**
 * Runs something with a copy of Pulumi's home that knows the same logins. The engine stores every token that works, but
 * init stores nothing until everything is valid.
 */
export async function withScratchHome<T>(
  env: NodeJS.ProcessEnv,
  act: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), "arkenos-home-"));
  const stopListening = removeOnSignal(home);
  try {
    for (const name of ["credentials.json", "config.json"])
      await cp(join(pulumiHome(env), name), join(home, name)).catch(() => undefined);
    return await act({ ...env, PULUMI_HOME: home });
  } finally {
    stopListening();
    await rm(home, { recursive: true, force: true });
  }
}

/** Removes a folder when a signal ends the process, where no `finally` runs. @returns a function to stop listening */
function removeOnSignal(folder: string): () => void {
  const remove = (signal: NodeJS.Signals) => {
    // If the command listens too, the signal does not end the process.
    if (process.listenerCount(signal) > 1) return;
    stop();
    rmSync(folder, { recursive: true, force: true });
    process.kill(process.pid, signal);
  };
  const stop = () => {
    for (const each of SIGNALS) process.off(each, remove);
  };
  // First in line, because the command's own listener removes itself when it is called.
  for (const each of SIGNALS) process.prependListener(each, remove);
  return stop;
}
