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
import { projectOf } from "./project.js";
import { swap, textOf } from "./swap.js";

/** How a config file is edited. */
export interface EditOptions {
  /** Path of `Pulumi.<stack>.yaml`; it need not exist. */
  readonly file: string;
  readonly editor: Editor;
  /** The stack's config in clear as Pulumi merges it, so that encrypted and inherited values can be judged too. */
  readonly decrypted?: Readonly<Record<string, string>>;
  /** Keys that the engine sets right after the edit, such as secrets, to be judged with it. */
  readonly pending?: Readonly<Record<string, string>>;
  /** Where settings come from that the config leaves out. @default process.env */
  readonly env?: NodeJS.ProcessEnv;
  /** Judge the edit, write nothing. @default false */
  readonly rehearse?: boolean;
}

/** What an edit did to the file. */
export interface Edit {
  readonly file: string;
  /** Whether the file was written; an edit that changes nothing writes nothing. */
  readonly written: boolean;
  /** The lines that went (`-`) and came (`+`). */
  readonly lines: readonly string[];
  /** Restores the file, unless it has changed since. @returns whether it was restored */
  undo(): Promise<boolean>;
}

/**
 * Edits a stack's config file: alone, all of it or nothing, and only to what the stack's own rules take of
 * the merged config. What an editor saves meanwhile stays: the edit is done anew on it.
 *
 * @example
 * ```ts
 * await editConfigFile({ file, editor: { name: "arkenos numbers assign" } }, (draft) =>
 *   draft.setNumber("+15105550100", { agent: "reception" }));
 * ```
 *
 * @throws ConfigFileError; the file is unchanged
 */
export async function editConfigFile(options: EditOptions, edit: (draft: ConfigDraft) => void): Promise<Edit> {
  const { file, editor, rehearse = false } = options;
  // A link stays one: its target is edited.
  const path = await realpath(file).catch(() => file);
  let lines: string[] = [];
  const applied = (text = ""): string => {
    const { folder, config: project } = projectOf(path);
    const draft = new ConfigDraft(text, basename(file), { ...options, project });
    edit(draft);
    judge(draft, folder, options);
    const result = draft.toString();
    lines = changedLines(text, result);
    return result;
  };
  if (rehearse) {
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
    // Another program saved at that moment; its text is kept.
    if (displaced !== undefined) await swap(path, from ?? "", displaced);
    return done && displaced === undefined;
  });
}

function judge(draft: ConfigDraft, folder: string, { file, decrypted = {}, pending, env }: EditOptions): void {
  const held = { ...engineConfigOf(draft.merged(), decrypted), ...pending };
  try {
    readConfig(held, folder, env ?? process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // What is encrypted was not read, so what is said of it means nothing.
    const problems = error.problems.filter(({ path: [key] }) => held[`arkenos:${String(key)}`] !== ENCRYPTED);
    if (problems.length > 0) throw new BrokenConfigError(basename(file), problems);
  }
}

function changedLines(before: string, after: string): string[] {
  const { hunks } = structuredPatch("", "", before, after, undefined, undefined, { context: 0 });
  return hunks.flatMap(({ lines }) => lines.filter((line) => /^[+-]/.test(line)));
}
