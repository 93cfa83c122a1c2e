import { existsSync } from "node:fs";
import { readdir, readFile, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Remembers files and folders before they are written, so that a failure can restore them. Keeps a folder that
 * something else has written to in the meantime.
 */
export class Undo {
  readonly #steps: (() => Promise<void>)[] = [];

  /** Remembers what is at a path. @param unless if this path exists later, nothing is removed */
  async keep(path: string, unless?: string): Promise<void> {
    if (!existsSync(path)) {
      const above = missingAbove(path);
      this.#steps.push(async () => {
        if (unless !== undefined && existsSync(unless)) return;
        await rm(path, { recursive: true, force: true });
        for (const folder of above) await rmdir(folder).catch(() => undefined);
      });
    } else if ((await stat(path)).isDirectory()) {
      const names = await readdir(path);
      for (const name of names) await this.keep(join(path, name));
      this.#steps.push(async () => {
        for (const name of await readdir(path))
          if (!names.includes(name)) await rm(join(path, name), { recursive: true, force: true });
      });
    } else {
      const content = await readFile(path);
      this.#steps.push(() => writeFile(path, content));
    }
  }

  /** Restores everything that it can. @throws the first error */
  async restore(): Promise<void> {
    const done = await Promise.allSettled(this.#steps.map((step) => step()));
    const failed = done.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  }
}

/** The folders above a path that do not exist, the deepest first. */
function missingAbove(path: string): string[] {
  const folder = dirname(path);
  return existsSync(folder) ? [] : [folder, ...missingAbove(folder)];
}
