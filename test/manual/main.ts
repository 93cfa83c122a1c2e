/**
 * `npm run manual`: writes the page of the commands, stacks/README.md, from a run of every scene against the sandbox
 * with the real engine, and from the command's own help. With `--list` it brings the help up to date, and runs nothing.
 */
import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { page, type Played, withHelp } from "./page.js";
import { scenes } from "./scenes.js";
import { setStage } from "./stage.js";
import { play } from "./play.js";

const root = join(import.meta.dirname, "..", "..", "..");
const command = join(root, "stacks", "arkenos.js");

const file = join(root, "stacks", "README.md");
const help = spawnSync(process.execPath, [command, "--help"], { encoding: "utf8" }).stdout;

if (process.argv.includes("--list")) await writeFile(file, withHelp(await readFile(file, "utf8"), help));
else await writeFile(file, page(help, await playAll()));

async function playAll(): Promise<Played[]> {
  const { emulator, workspace } = await setStage(root);
  const played: Played[] = [];
  try {
    for (const scene of scenes) {
      console.error(`arkenos ${scene.argv.join(" ")}`);
      scene.before?.(emulator);
      const argv = [...scene.argv, ...(scene.asks ? ["--yes"] : [])];
      const { exitCode, stdout, stderr } = await play(command, argv, { cwd: workspace.folder, env: workspace.env });
      if (exitCode !== (scene.exitCode ?? 0)) throw new Error(`${argv.join(" ")} exited with ${exitCode}:\n${stderr}`);
      const output = stdout.replaceAll(workspace.folder, ".").replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:8080");
      played.push({ scene, argv, output });
    }
    return played;
  } finally {
    await workspace.dispose();
    await emulator.close();
  }
}
