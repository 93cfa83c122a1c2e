/**
 * `npm run picture`: deploys the example to the sandbox with the real engine, and runs `arkenos graph` to draw it into
 * test/example/telephony.svg, which the README shows.
 */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { start } from "@arkenos/emulator";
import { Workspace } from "../engine/workspace.js";
import { REPOSITORY } from "../repository.js";
import { runArkenos } from "../terminal/arkenos.js";

const FILE = "telephony.svg";
const example = join(REPOSITORY, "test", "example");

const emulator = await start({ twilio: { owned: ["+15105550100", "+442079460100"] } });
const workspace = await Workspace.make({
  project: example,
  modules: join(REPOSITORY, "node_modules"),
  env: emulator.env,
  say: console.error,
});
try {
  await workspace.up();
  const { exitCode, stderr } = await runArkenos(["graph", "--output", FILE], {
    cwd: workspace.folder,
    env: workspace.env,
  });
  if (exitCode !== 0) throw new Error(stderr);
  await copyFile(join(workspace.folder, FILE), join(example, FILE));
} finally {
  await workspace.dispose();
  await emulator.close();
}
