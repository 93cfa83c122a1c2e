import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The forges with pipeline templates. */
export const FORGES = ["github", "gitlab"] as const;

/** See {@link FORGES}. */
export type ForgeName = (typeof FORGES)[number];

/** The folder in which a forge looks for pipelines, relative to the repository's root. */
const PLACES: Readonly<Record<ForgeName, string>> = { github: join(".github", "workflows"), gitlab: "." };

/** A pipeline file that exists and has other content. */
export class PipelineExistsError extends Error {
  override name = "PipelineExistsError";
  /** A file of the pipeline exists with other content. */
  readonly code = "pipeline_exists";
  readonly file: string;

  constructor(file: string) {
    super(`${file} already exists with other content; move it away, or merge the two manually`);
    this.file = file;
  }
}

/** A pipeline file, relative to the repository's root. */
export interface PipelineFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The pipeline files of a stack that do not exist yet: preview on a pull request, up on a merge, drift every night.
 *
 * @param folder the root of the repository
 * @throws PipelineExistsError if one exists with other content
 */
export async function pendingPipeline(forge: ForgeName, folder: string): Promise<PipelineFile[]> {
  const templates = join(templatesFolder(), forge);
  const pending: PipelineFile[] = [];
  for (const name of (await readdir(templates)).sort()) {
    const path = join(PLACES[forge], name);
    const text = await readFile(join(templates, name), "utf8");
    const there = await readFile(join(folder, path), "utf8").catch(() => undefined);
    if (there === undefined) pending.push({ path, text });
    else if (there !== text) throw new PipelineExistsError(path);
  }
  return pending;
}

/**
 * Writes the pipeline files of a stack. Existing files stay unchanged.
 *
 * @returns the files that were written, see {@link pendingPipeline}
 * @throws PipelineExistsError before anything is written
 */
export async function writePipeline(forge: ForgeName, folder: string): Promise<string[]> {
  const pending = await pendingPipeline(forge, folder);
  for (const { path, text } of pending) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: "wx" });
  }
  return pending.map(({ path }) => path);
}

/** Next to this file, or next to `dist` if this file is compiled. */
function templatesFolder(): string {
  const beside = fileURLToPath(new URL("templates/", import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL("../../pipeline/templates/", import.meta.url));
}
