import { basename } from "node:path";
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
  { file, held }: OpenedStack,
  { io }: Context,
  { command, edit }: Change,
  { rehearse = false } = {},
): Promise<Edit> {
  return editConfigFile({ file, editor: { name: command }, decrypted: held, env: io.env, rehearse }, edit);
}

/**
 * Runs what follows a config change. If another run holds the stack's lock, nothing has been done, and the config is
 * restored.
 *
 * @param undo the command that undoes the change, such as `arkenos numbers release +15105550100`
 * @param resume the command that completes the change
 * @throws CommandError that says what was written, and how to continue or undo it
 */
export async function afterChange(
  edit: Edit | undefined,
  { io }: Context,
  undo: string,
  act: () => Promise<unknown>,
  resume = "arkenos provision",
): Promise<void> {
  try {
    await act();
  } catch (error) {
    const { code, message, exitCode, problems = [], details, next } = failureOf(error, io.env);
    const isRefused = exitCode === ExitCode.locked;
    if (isRefused && (!edit || (await edit.undo())))
      throw new CommandError({
        code,
        message,
        exitCode,
        problems,
        details,
        next: `${next ?? "Try again"}. The config is unchanged`,
      });
    const advice = `To continue: ${resume}. To undo: ${undo}`;
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
