/**
 * `npm run manual`: writes stacks/operate/CODES.md, and stacks/operate/README.md from a run of every example against the sandbox with the real engine,
 * and from the command's own help. With `--list` it updates only the help and the troubleshooting, and runs nothing.
 */
import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ARKENOS } from "../terminal/arkenos.js";
import { codesPage } from "./codes-page.js";
import { type Lists, page, type ExampleRun, withLists } from "./page.js";
import { runAsked, runUnasked } from "./run-example.js";
import type { Example } from "./example.js";
import { examples } from "./examples.js";
import { withoutMachine } from "./without-machine.js";
import { REPOSITORY } from "../repository.js";
import { openSandboxProject, type SandboxProject } from "./sandbox-project.js";

const file = join(REPOSITORY, "stacks", "operate", "README.md");
const lists: Lists = {
  help: printedBy("--help"),
  symptoms: (JSON.parse(printedBy("doctor", "--list", "--json")) as Pick<Lists, "symptoms">).symptoms,
};

await writeFile(join(REPOSITORY, "stacks", "operate", "CODES.md"), codesPage());
if (process.argv.includes("--list")) await writeFile(file, withLists(await readFile(file, "utf8"), lists));
else await writeFile(file, page(lists, await runAll()));

function printedBy(...words: string[]): string {
  return spawnSync(ARKENOS[0], [ARKENOS[1], ...words], { encoding: "utf8" }).stdout;
}

async function runAll(): Promise<ExampleRun[]> {
  const project = await openSandboxProject({});
  const runs: ExampleRun[] = [];
  try {
    for (const example of examples) {
      console.error(`arkenos ${example.argv.join(" ")}`);
      const { exitCode, printed } = await outputOf(example, project);
      if (exitCode !== (example.exitCode ?? 0)) throw new Error(`It exited with ${exitCode}:\n${printed}`);
      runs.push({ example, output: withoutMachine(printed, project) });
    }
    return runs;
  } finally {
    await project.dispose();
  }
}

/** What a person sees. Without questions it is the plain output, because a terminal would wrap its lines. */
async function outputOf(
  example: Example,
  project: SandboxProject,
): Promise<{ exitCode: number | null; printed: string }> {
  if (example.asked) {
    const { exitCode, screen } = await runAsked(example, project);
    return { exitCode, printed: screen };
  }
  const { exitCode, stdout, stderr } = await runUnasked(example, project);
  // What a run did so far is on standard error, and all of it in the answer.
  return { exitCode, printed: exitCode === (example.exitCode ?? 0) ? stdout : stdout + stderr };
}
