import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PLUGINS } from "@arkenos/agent/plugins";
import { version } from "@livekit/agents";

/** Why a plugin's npm package does not fit the worker's @livekit/agents; undefined if it does. */
async function seen(name: string): Promise<string | undefined> {
  try {
    const args = ["view", `${name}@${version}`, "peerDependencies", "version", "--json"];
    const { stdout } = await promisify(execFile)("npm", args);
    if (stdout.trim() === "") return `has no version ${version}, which @livekit/agents ${version} needs`;
    const { peerDependencies } = JSON.parse(stdout) as { peerDependencies?: Record<string, string> };
    const wants = peerDependencies?.["@livekit/agents"] ?? version;
    return [version, `^${version}`].includes(wants) ? undefined : `wants @livekit/agents ${wants}`;
  } catch (error) {
    const text = String((error as { stderr?: string }).stderr ?? error);
    if (text.includes("No match found")) return `has no version ${version}, which @livekit/agents ${version} needs`;
    return text.includes("E404") ? "is not in the registry" : "could not be looked up";
  }
}

for (const [name, plugin] of PLUGINS) {
  const problem = await seen(plugin.package);
  const isMarked = plugin.isUnverified === true;
  console.log(`${name}: ${plugin.package} ${problem ?? `installs as ${version}`}${isMarked ? " (not verified)" : ""}`);
  if ((problem !== undefined) !== isMarked) process.exitCode = 1;
}
