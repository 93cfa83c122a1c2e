/**
 * Records with the code of this checkout what the engine writes of a stack with every kind of resource (`state.json`),
 * and what both clouds held before (`before.json`) and then (`world.json`). It was run once, on the first release of the format; run it
 * on another commit, into another folder, to record what that one writes.
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

/** A state without the paths of this machine: which line of which file made a resource. */
function withoutPlaces(state: string): string {
  const place = /^(sourcePosition|stackTrace)$/;
  return JSON.stringify(
    JSON.parse(state, (key, value: unknown) => (place.test(key) ? undefined : value)),
    null,
    2,
  );
}
