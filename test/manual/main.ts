/**
 * `npm run manual`: writes the page of the commands, stacks/operate/README.md, from a run of every scene against the sandbox
 * with the real engine, and from the command's own help. With `--list` it brings the help and the troubleshooting up
 * to date, and runs nothing.
 */
import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ARKENOS } from "../terminal/arkenos.js";
import { type Lists, page, type Played, withLists } from "./page.js";
import { playAsked, playUnasked } from "./play.js";
import type { Scene } from "./scene.js";
import { scenes } from "./scenes.js";
import { REPOSITORY } from "../repository.js";
import { setStage, type Stage } from "./stage.js";

const file = join(REPOSITORY, "stacks", "operate", "README.md");
const lists: Lists = {
  help: said("--help"),
  symptoms: (JSON.parse(said("doctor", "--list", "--json")) as Pick<Lists, "symptoms">).symptoms,
};

if (process.argv.includes("--list")) await writeFile(file, withLists(await readFile(file, "utf8"), lists));
else await writeFile(file, page(lists, await playAll()));

function said(...words: string[]): string {
  return spawnSync(ARKENOS[0], [ARKENOS[1], ...words], { encoding: "utf8" }).stdout;
}

async function playAll(): Promise<Played[]> {
  const stage = await setStage({});
  const played: Played[] = [];
  try {
    for (const scene of scenes) {
      console.error(`arkenos ${scene.argv.join(" ")}`);
      const { exitCode, printed } = await playedAs(scene, stage);
      if (exitCode !== (scene.exitCode ?? 0)) throw new Error(`It exited with ${exitCode}:\n${printed}`);
      const output = printed.replaceAll(stage.folder, ".").replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:8080");
      played.push({ scene, output });
    }
    return played;
  } finally {
    await stage.dispose();
  }
}

/** What a person sees. Where nothing is asked that is what is printed; a terminal would break its lines. */
async function playedAs(scene: Scene, stage: Stage): Promise<{ exitCode: number | null; printed: string }> {
  if (scene.asked) {
    const { exitCode, screen } = await playAsked(scene, stage);
    return { exitCode, printed: screen };
  }
  const { exitCode, stdout, stderr } = await playUnasked(scene, stage);
  return { exitCode, printed: stdout + stderr };
}
