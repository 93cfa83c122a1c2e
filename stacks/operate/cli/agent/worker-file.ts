import { neededPackages } from "@arkenos/agent/needed-packages";
import type { StackConfig } from "@arkenos/stacks/config";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

const AGENT = "@arkenos/agent";
/** What every worker needs besides the package of the agent. */
const MEDIA = ["@livekit/agents", "@livekit/rtc-node"];

interface Manifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * The file that starts the worker: of the agent package that the project has installed, with its media libraries and
 * plugins, also where this command is installed elsewhere; else of the command's own.
 *
 * @throws CommandError naming the command that installs what is missing
 */
export function workerFile(project: string, { agents }: Pick<StackConfig, "agents">): string {
  const own = dirname(createRequire(import.meta.url).resolve(`${AGENT}/package.json`));
  const installed = folderOf(AGENT, project);
  const isListed = Object.keys(manifestIn(project).dependencies ?? {}).some((name) => name.startsWith("@arkenos/"));
  const agent = installed ?? (isListed ? project : own);
  const needed = [...new Set([...MEDIA, ...Object.values(agents).flatMap(neededPackages)])];
  const missing = needed.filter((name) => folderOf(name, agent) === undefined);
  if (agent === project || missing.length > 0) throw notInstalled({ project, agent, own, missing });
  return join(agent, "dist", "worker", "main.js");
}

interface Missing {
  readonly project: string;
  /** Folder of the agent package to run, or the project's if its own is not installed. */
  readonly agent: string;
  /** Folder of the command's own agent package. */
  readonly own: string;
  readonly missing: readonly string[];
}

function notInstalled({ project, agent, own, missing }: Missing): CommandError {
  const isOwn = agent === own;
  const { peerDependencies = {} } = manifestIn(own);
  const framework = folderOf("@livekit/agents", agent);
  const release = (framework && manifestIn(framework).version) ?? peerDependencies["@livekit/agents"];
  const specs = missing.map((name) => {
    const range = name.startsWith("@livekit/agents-plugin-") ? release : peerDependencies[name];
    return range === undefined ? name : `"${name}@${range}"`;
  });
  const names = [...(agent === project || isOwn ? [AGENT] : []), ...missing];
  // A copy: a link would look for the libraries beside the command.
  const words = isOwn ? ["--install-links", `"${own}"`, ...specs] : specs;
  return new CommandError({
    code: "missing_package",
    message: `The worker needs packages that are not installed in ${project}: ${names.join(", ")}`,
    exitCode: ExitCode.usage,
    next: `In ${project}, run ${["npm install", ...words].join(" ")}`,
  });
}

/** The folder of a package as Node finds it from another folder, links resolved; undefined if it is not installed. */
function folderOf(name: string, from: string): string | undefined {
  const places = createRequire(join(from, "package.json")).resolve.paths(name) ?? [];
  const folder = places.map((place) => join(place, name)).find((place) => existsSync(join(place, "package.json")));
  return folder && realpathSync(folder);
}

function manifestIn(folder: string): Manifest {
  const file = join(folder, "package.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : {};
}
