import { basename } from "node:path";
import { editConfigFile, type Edit } from "../../config-file/edit-config-file.js";
import type { ConfigDraft } from "../../config-file/config-draft.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "./context.js";
import { ExitCode } from "../failure/exit-code.js";
import { failureOf } from "../failure/failure.js";
import type { OpenedStack } from "./opened-stack.js";

/** A change of the config by a command. */
export interface Change {
  /** The command as it is typed, for a second editor: `arkenos numbers buy`. */
  readonly command: string;
  edit(draft: ConfigDraft): void;
}

/** Writes a change into the stack's config. @throws ConfigFileError; the file is as it was */
export function changeConfig(
  { file, held }: OpenedStack,
  { io }: Context,
  { command, edit }: Change,
  { rehearse = false } = {},
): Promise<Edit> {
  return editConfigFile({ file, editor: { name: command }, decrypted: held, env: io.env, rehearse }, edit);
}

/**
 * Does what has to follow a change of the config. Where another run holds the stack, nothing has been
 * done, and the config is put back.
 *
 * @param goBack what undoes the change, such as `arkenos numbers release +15105550100`
 * @param goOn what carries the change to its end
 * @throws CommandError that says what was written before, and how to go on or back
 */
export async function afterChange(
  edit: Edit | undefined,
  { io }: Context,
  goBack: string,
  act: () => Promise<unknown>,
  goOn = "arkenos provision",
): Promise<void> {
  try {
    await act();
  } catch (error) {
    const { message, exitCode, problems = [], next } = failureOf(error, io.env);
    const isRefused = exitCode === ExitCode.locked;
    if (isRefused && (!edit || (await edit.undo())))
      throw new CommandError(message, { exitCode, problems, next: `${next ?? "Try again"}. The config is as it was` });
    const advice = `To go on: ${goOn}. To go back: ${goBack}`;
    throw new CommandError(message, {
      exitCode,
      next: next ? `${next}. ${advice}` : advice,
      problems: [...problems, ...(edit?.written ? [writtenBefore(edit)] : [])],
    });
  }
}

function writtenBefore({ file, lines }: Edit): string {
  return `${basename(file)} was changed before: ${lines.map((line) => line.replace(/\s+/g, " ")).join(" · ")}`;
}
