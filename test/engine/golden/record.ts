/**
 * Records, with the code of this checkout, the engine's state of a stack with every kind of resource (`state.json`), and
 * both clouds before (`before.json`) and after (`world.json`). It ran once, on the first release of the format; run it on
 * another commit, into another folder, to record that commit's state.
 *
 * @example
 * node test/dist/engine/golden/record.js /tmp/golden
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeSwitchboard } from "../another-team.js";
import { goldenWorkspace, NUMBERS, startWorld } from "./world.js";

const folder = process.argv[2];
if (folder === undefined) throw new Error("Name the folder to write to");
const { emulator, env } = await startWorld();
const workspace = await goldenWorkspace(env);
try {
  await makeSwitchboard(emulator, [NUMBERS.moved, NUMBERS.theirs]);
  const before = emulator.save();
  await workspace.up();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "state.json"), `${withoutPlaces(await workspace.state())}\n`);
  await writeFile(join(folder, "before.json"), `${before}\n`);
  await writeFile(join(folder, "world.json"), `${emulator.save()}\n`);
} finally {
  await workspace.dispose();
  await emulator.close();
}

/** A state without this machine's paths, which name the source line of each resource. */
function withoutPlaces(state: string): string {
  const place = /^(sourcePosition|stackTrace)$/;
  return JSON.stringify(
    JSON.parse(state, (key, value: unknown) => (place.test(key) ? undefined : value)),
    null,
    2,
  );
}
