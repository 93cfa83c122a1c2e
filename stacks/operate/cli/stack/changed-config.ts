import { basename } from "node:path";
import { onThisStack } from "../../on-this-stack.js";
import { editConfigFile, type Edit } from "../../config-file/edit-config-file.js";
import type { ConfigDraft } from "../../config-file/config-draft.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "./context.js";
import { ExitCode } from "../failure/exit-code.js";
import { failureOf } from "../failure/failure.js";
import type { OpenedStack } from "./opened-stack.js";

/** A config change by a command. */
export interface Change {
  /** The command, shown to another process that edits the config: `arkenos numbers buy`. */
  readonly command: string;
  edit(draft: ConfigDraft): void;
}

/** Writes a change to the stack's config. @throws ConfigFileError; the file is then unchanged */
export function changeConfig(
  { stack: { folder }, file, held }: OpenedStack,
  { io }: Context,
  { command, edit }: Change,
  { dryRun = false } = {},
): Promise<Edit> {
  return editConfigFile({ file, folder, editor: { name: command }, decrypted: held, env: io.env, dryRun }, edit);
}

/** What a person can do after a failure that follows a config change. */
export interface NextSteps {
  /** The command that undoes the change: `arkenos numbers release +15105550100`. */
  readonly undo: string;
  /** The command that completes the change. @default "arkenos provision" */
  readonly resume?: string | undefined;
  /** What is true after the config was restored. @default "The config is unchanged" */
  readonly restored?: string | undefined;
}

/** Another run holds the stack's lock, or the person does not agree to what the run would buy or release. */
const isRefused = ({ code, exitCode }: CommandError) =>
  exitCode === ExitCode.locked || code === "canceled" || code === "needs_terminal";

/**
 * Runs what follows a config change. If it is refused before it does anything, the config is restored.
 *
 * @throws CommandError that says what was written, and how to continue or undo it
 */
export async function afterChange(
  edit: Edit | undefined,
  { io }: Context,
  { undo, resume = onThisStack("arkenos provision"), restored = "The config is unchanged" }: NextSteps,
  act: () => Promise<unknown>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    const failure = failureOf(error, io.env);
    const { code, message, exitCode, problems = [], details, next } = failure;
    if (isRefused(failure) && (!edit || (await edit.undo())))
      throw new CommandError({
        code,
        // The command may have changed something before it asked.
        message: code === "canceled" ? "Canceled" : message,
        exitCode,
        problems,
        details,
        next: next === undefined ? restored : `${next}. ${restored}`,
      });
    // What was so before needs no undoing.
    const advice = [`To continue: ${resume}`, ...(edit?.written === false ? [] : [`To undo: ${undo}`])].join(". ");
    throw new CommandError({
      code,
      message,
      exitCode,
      details,
      next: next ? `${next}. ${advice}` : advice,
      problems: [...problems, ...(edit?.written ? [writtenBefore(edit)] : [])],
    });
  }
}

function writtenBefore({ file, lines }: Edit): string {
  return `${basename(file)} was already changed: ${lines.map((line) => line.replace(/\s+/g, " ")).join(" · ")}`;
}
