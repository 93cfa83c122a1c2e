import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { folderOf } from "./folder-of.js";
import { notices } from "./notices.js";

/** What processes start with: the command, the stack program, and the provider. */
const ENTRIES = [
  ["@arkenos/cli", "cli/main.js"],
  ["@arkenos/stacks", "main.js"],
  ["@arkenos/provider", "process.js"],
] as const;

/**
 * Writes what each process loads into the few files of its package's `dist/bundle`. Node needs about a millisecond for
 * each module, and the command has a thousand of them. Pulumi's SDK stays outside, because it must be there only once.
 */
export async function writeBundles(): Promise<void> {
  for (const [name, entry] of ENTRIES) {
    const dist = join(folderOf(name), "dist");
    const dir = join(dist, "bundle");
    const bundle = await rolldown({ input: join(dist, entry), platform: "node", external: /^@pulumi\/pulumi/ });
    const { output } = await bundle.write({ dir, format: "esm", cleanDir: true });
    await bundle.close();
    const modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
    writeFileSync(join(dir, "NOTICES.txt"), notices(modules));
  }
}
