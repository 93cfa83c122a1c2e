import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { onThisStack } from "../../on-this-stack.js";
import { pulumiHome } from "../../engine/pulumi-home.js";
import { stateFolder } from "../../engine/state-folder.js";
import { pendingPipeline, writePipeline } from "../../pipeline/write-pipeline.js";
import { CommandError } from "../failure/command-error.js";
import { failureOf } from "../failure/failure.js";
import type { Context } from "../stack/context.js";
import { nameSchema } from "./editor-schema.js";
import { createStack } from "./engine-commands.js";
import { projectPaths, writeProject, type WrittenProject } from "./project-files.js";
import { Undo } from "./undo.js";
import type { ValidStack } from "./valid-stack.js";
import { writeConfig } from "./write-config.js";

/** What was written. */
export interface Written extends WrittenProject {
  /** The settings that changed. */
  readonly changed: readonly string[];
}

/**
 * Writes a project and its stack. A failure or an interrupt before the stack exists restores everything; after
 * that, a second run sets what is missing.
 *
 * @throws CommandError that says whether everything was restored
 */
export async function writeStack(context: Context, stack: ValidStack): Promise<Written> {
  const { name, isNew, at, contents } = stack;
  const { env } = context.io;
  const undo = new Undo();
  const project = await writeUntilCreated(context, stack, undo).catch(async (error: unknown) => {
    const left = await undo.restore().then(
      () => "Nothing was written",
      (reason: unknown) => `Not everything could be removed: ${String(reason)}`,
    );
    throw withNext(error, env, left);
  });
  try {
    if (isNew) await nameSchema(contents.file, at.folder);
    return { ...project, changed: await writeConfig(at, name, contents) };
  } catch (error) {
    const next = isNew ? `Stack ${name} was created, without all its settings` : "Not all settings were written";
    throw withNext(error, env, `${next}. Run ${onThisStack("arkenos init")} again to continue`);
  }
}

async function writeUntilCreated(
  { io }: Context,
  { name, isNew, at, place, contents, pipeline }: ValidStack,
  undo: Undo,
): Promise<WrittenProject> {
  const { folder } = at;
  // From here on, an interrupt waits for the step in progress.
  const { signal } = io;
  const pending = pipeline ? await pendingPipeline(pipeline, folder) : [];
  for (const path of [...projectPaths(folder), contents.file, ...pending.map((file) => join(folder, file.path))])
    await undo.keep(path);
  await undo.keep(join(pulumiHome(io.env), "credentials.json"));
  const state = stateFolder(folder, at.env);
  if (state !== undefined && !existsSync(state)) await undo.keep(state, join(state, "stacks"));

  if (place.newFolder !== undefined) await mkdir(place.newFolder, { recursive: true });
  const { files, ...more } = await writeProject(folder, io.env, place.isChosen ? place.url : undefined);
  const pipelineFiles = pipeline ? await writePipeline(pipeline, folder) : [];
  if (signal.aborted) throw new CommandError({ code: "canceled", message: "Canceled" });
  if (isNew) await createStack(at, name);
  return { ...more, files: [...files, ...pipelineFiles] };
}

function withNext(error: unknown, env: NodeJS.ProcessEnv, more: string): CommandError {
  const { code, message, exitCode, problems, details, next } = failureOf(error, env);
  const all = next === undefined ? more : `${next}. ${more}`;
  return new CommandError({ code, message, exitCode, details, next: all, ...(problems && { problems }) });
}
