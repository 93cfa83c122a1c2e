import { realpath } from "node:fs/promises";
import { basename } from "node:path";
import { structuredPatch } from "diff";
import { readConfig } from "@arkenos/stacks/config";
import { ConfigError } from "@arkenos/stacks/config-error";
import { ConfigDraft } from "./config-draft.js";
import { BrokenConfigError } from "./config-file-error.js";
import { editText, type Replaced } from "./edit-text.js";
import { engineConfigOf, ENCRYPTED } from "./engine-config.js";
import { type Editor, whileLocked } from "./lock.js";
import { projectConfig } from "./project.js";
import { swap, textOf } from "./swap.js";

/** Options for an edit of a config file. */
export interface EditOptions {
  /** Path of `Pulumi.<stack>.yaml`, which need not exist. */
  readonly file: string;
  /** The folder of Pulumi.yaml, where prompt files are. The stack's file may be elsewhere. */
  readonly folder: string;
  readonly editor: Editor;
  /** The stack's decrypted config as Pulumi merges it, to validate encrypted and inherited values, too. */
  readonly decrypted?: Readonly<Record<string, string>>;
  /** Keys that the engine sets right after the edit, such as secrets, to validate together with it. */
  readonly pending?: Readonly<Record<string, string>>;
  /** The source of settings that the config does not contain. @default process.env */
  readonly env?: NodeJS.ProcessEnv;
  /** Validate the edit without writing it. @default false */
  readonly dryRun?: boolean;
}

/** The result of an edit. */
export interface Edit {
  readonly file: string;
  /** Whether the file was written. An edit without changes does not write it. */
  readonly written: boolean;
  /** The removed (`-`) and added (`+`) lines. */
  readonly lines: readonly string[];
  /** Restores the file, unless it has changed since. @returns whether it was restored */
  undo(): Promise<boolean>;
}

/**
 * Edits a stack's config file: under a lock, completely or not at all, and only if the merged config stays valid. If
 * another program saves the file in the meantime, its changes are kept and the edit is applied to them again.
 *
 * @example
 * ```ts
 * await editConfigFile({ file, folder, editor: { name: "arkenos numbers assign" } }, (draft) =>
 *   draft.setNumber("+15105550100", { agent: "reception" }));
 * ```
 *
 * @throws ConfigFileError; the file is unchanged
 */
export async function editConfigFile(options: EditOptions, edit: (draft: ConfigDraft) => void): Promise<Edit> {
  const { file, editor, dryRun = false } = options;
  // If the file is a symbolic link, edit its target.
  const path = await realpath(file).catch(() => file);
  let lines: string[] = [];
  const applied = (text = ""): string => {
    const draft = new ConfigDraft(text, basename(file), { ...options, project: projectConfig(options.folder) });
    edit(draft);
    judge(draft, options);
    const result = draft.toString();
    lines = changedLines(text, result);
    return result;
  };
  if (dryRun) {
    applied(await textOf(path));
    return { file, written: false, lines, undo: () => Promise.resolve(true) };
  }
  return whileLocked(path, editor, async () => {
    const replaced = await editText(path, applied);
    const undo = async () => !replaced || putBack(path, editor, replaced);
    return { file, written: replaced !== undefined, lines, undo };
  });
}

function putBack(path: string, editor: Editor, { from, to }: Replaced): Promise<boolean> {
  return whileLocked(path, editor, async () => {
    const { done, displaced } = await swap(path, to, from ?? "");
    // Another program saved the file at that moment. Restore its text.
    if (displaced !== undefined) await swap(path, from ?? "", displaced);
    return done && displaced === undefined;
  });
}

function judge(draft: ConfigDraft, { file, folder, decrypted = {}, pending, env }: EditOptions): void {
  const held = { ...engineConfigOf(draft.merged(), decrypted), ...pending };
  try {
    readConfig(held, folder, env ?? process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // The encrypted value was not decrypted, so a problem with it means nothing.
    const problems = error.problems.filter(({ path: [key] }) => held[`arkenos:${String(key)}`] !== ENCRYPTED);
    if (problems.length > 0) throw new BrokenConfigError(basename(file), problems);
  }
}

function changedLines(before: string, after: string): string[] {
  const { hunks } = structuredPatch("", "", before, after, undefined, undefined, { context: 0 });
  return hunks.flatMap(({ lines }) => lines.filter((line) => /^[+-]/.test(line)));
}
