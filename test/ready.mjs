/**
 * Brings a checkout to where everything can run: installs what package-lock.json names, unless it is installed already,
 * and builds. npm runs it at the end of an installation too, with `--installed`: then it only builds. Plain
 * JavaScript without packages, because it runs on a bare clone.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
const stamp = join(root, "node_modules", ".installed");
const lock = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");

const endsInstallation = process.argv.includes("--installed");
const isInstalled = existsSync(stamp) && readFileSync(stamp, "utf8") === lock;
if (!isInstalled && !endsInstallation)
  run("Installing packages", "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);

if (endsInstallation && !existsSync(compiler)) {
  console.error("TypeScript is not among the installed packages, so nothing is compiled.");
} else {
  run(endsInstallation ? "Compiling" : undefined, process.execPath, [compiler, "-b"]);
  run(undefined, process.execPath, [join(root, "stacks", "dist", "build", "main.js")]);
  if (!isInstalled) writeFileSync(stamp, lock);
}

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
