/**
 * Brings a checkout to where everything can run: installs what package-lock.json names, unless it is
 * installed already, and compiles. Plain JavaScript without packages, for it runs on a bare clone.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const lock = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
const stamp = join(root, "node_modules", ".installed");
const isInstalled = existsSync(stamp) && readFileSync(stamp, "utf8") === lock;

if (!isInstalled) {
  run("Installing packages", "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, lock);
}
run(isInstalled ? undefined : "Compiling", process.execPath, [
  join(root, "node_modules", "typescript", "bin", "tsc"),
  "-b",
]);

function run(what, command, args) {
  if (what) console.error(`${what} …`);
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
