import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderOf } from "./folder-of.js";
import { notices } from "./notices.js";

/** What processes start with: the command, the stack program, and the provider. */
const ENTRIES = [
  ["@arkenos/cli", "cli/main.js"],
  ["@arkenos/stacks", "main.js"],
  ["@arkenos/provider", "process.js"],
] as const;

/** The bundles, each in its package. */
export const bundles = ENTRIES.map(([name, entry]) => {
  const dist = join(folderOf(name), "dist");
  const folder = join(dist, "bundle");
  return { name, input: join(dist, entry), folder, notices: join(folder, "NOTICES.txt") };
});

/**
 * Writes what each process loads into the few files of its package's `dist/bundle`. Node needs about a millisecond for
 * each module, and the command has a thousand of them. Pulumi's SDK stays outside, because it must be there only once.
 */
export async function writeBundles(): Promise<void> {
  const { rolldown } = await import("rolldown");
  for (const { input, folder, ...bundle } of bundles) {
    const code = await rolldown({ input, platform: "node", external: /^@pulumi\/pulumi/ });
    const { output } = await code.write({ dir: folder, format: "esm", cleanDir: true });
    await code.close();
    const modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
    writeFileSync(bundle.notices, notices(modules));
  }
}
