import { createHash } from "node:crypto";
import { readFile, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { pulumiHome } from "./pulumi-home.js";
import { projectFile } from "./project-file.js";
import { backendOf } from "./state-folder.js";

/** What the engine keeps about a project's folder in its home. */
interface Settings {
  /** The selected stack by the URL of its backend. */
  readonly stacks?: Readonly<Record<string, string>>;
  /** The selected stack, as older engines wrote it. */
  readonly stack?: string;
}

/**
 * The stack that is selected in a project's folder, read where the engine keeps it. Starting the engine to list the
 * stacks takes longer than most commands.
 *
 * @returns undefined if none is selected, or only the engine can tell: Pulumi Cloud shortens names by who asks
 * @see https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/workspace/workspace.go
 */
export async function selectedStack(folder: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const url = backendOf(folder, env)?.url;
  if (url === undefined || url.startsWith("http")) return undefined;
  const { name: project = "" } = projectFile(folder);
  const path = join(await asTheEngineSeesIt(folder, env), "Pulumi.yaml");
  const file = `${project}-${createHash("sha1").update(path).digest("hex")}-workspace.json`;
  const text = await readFile(join(pulumiHome(env), "workspaces", file), "utf8").catch(() => "{}");
  const { stacks = {}, stack } = JSON.parse(text) as Settings;
  const [organization, owner, name] = (stacks[url] ?? stack ?? "").split("/");
  return organization === "organization" && owner === project ? name : undefined;
}

/** A Go program takes `$PWD` for its folder where both are the same, and otherwise the path without links. */
async function asTheEngineSeesIt(folder: string, { PWD = "" }: NodeJS.ProcessEnv): Promise<string> {
  const [here, there] = await Promise.all([stat(folder), stat(PWD).catch(() => undefined)]);
  return there && here.dev === there.dev && here.ino === there.ino ? PWD : realpath(folder);
}
