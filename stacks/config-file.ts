import { readFile, realpath } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { structuredPatch } from "diff";
import writeFileAtomic from "write-file-atomic";
import { readConfig } from "./config.js";
import { ConfigError } from "./config/config-error.js";
import { ConfigDraft } from "./config-file/config-draft.js";
import { BrokenConfigError } from "./config-file/config-file-error.js";
import { heldConfig, SEALED } from "./config-file/held-config.js";
import { type Editor, whileLocked } from "./config-file/lock.js";

/** How a config file is edited. */
export interface EditOptions {
  /** Path of `Pulumi.<stack>.yaml`; it need not exist. Prompt files are looked for in its folder. */
  readonly file: string;
  readonly editor: Editor;
  /** The stack's config in clear as Pulumi holds it, so that encrypted values can be judged too. */
  readonly decrypted?: Readonly<Record<string, string>>;
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
  /** Puts the file back, unless somebody has changed it since. @returns whether it is as it was */
  undo(): Promise<boolean>;
}

/**
 * Edits a stack's config file: alone, all of it or nothing, and only to what the stack's own rules take.
 *
 * @example
 * await editConfigFile({ file, editor: { name: "arkenos numbers assign" } }, (draft) =>
 *   draft.setNumber("+15105550100", { agent: "reception" }));
 *
 * @throws ConfigFileError; the file is as it was
 */
export async function editConfigFile(options: EditOptions, edit: (draft: ConfigDraft) => void): Promise<Edit> {
  const { file, editor, rehearse = false } = options;
  // A link stays one: its target is edited.
  const path = await realpath(file).catch(() => file);
  return whileLocked(path, editor, async () => {
    const text = await readFile(path, "utf8").catch(emptyIfMissing);
    const draft = new ConfigDraft(text, basename(file));
    edit(draft);
    const result = draft.toString();
    judge(draft, options);
    const written = result !== text && !rehearse;
    if (written) await writeFileAtomic(path, result);
    const undo = async () => !written || putBack(path, editor, { from: result, to: text });
    return { file, written, lines: changedLines(text, result), undo };
  });
}

function putBack(path: string, editor: Editor, { from, to }: { from: string; to: string }): Promise<boolean> {
  return whileLocked(path, editor, async () => {
    if ((await readFile(path, "utf8")) !== from) return false;
    await writeFileAtomic(path, to);
    return true;
  });
}

function judge(draft: ConfigDraft, { file, decrypted = {}, env = process.env }: EditOptions): void {
  const held = heldConfig(draft.values(), decrypted);
  try {
    readConfig(held, dirname(file), env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const sealed = Object.keys(held).filter((key) => held[key] === SEALED);
    const problems = error.problems.filter((problem) => !sealed.some((key) => `arkenos:${problem}`.startsWith(key)));
    if (problems.length > 0) throw new BrokenConfigError(basename(file), problems);
  }
}

function changedLines(before: string, after: string): string[] {
  const { hunks } = structuredPatch("", "", before, after, undefined, undefined, { context: 0 });
  return hunks.flatMap(({ lines }) => lines.filter((line) => /^[+-]/.test(line)));
}

function emptyIfMissing(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return "";
  throw error;
}
