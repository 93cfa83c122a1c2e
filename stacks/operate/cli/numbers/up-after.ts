import type { Edit } from "../../config-file/edit-config-file.js";
import { afterChange } from "../stack/changed-config.js";
import type { Context } from "../stack/context.js";
import { converge } from "../converge/converge.js";
import type { OpenedStack } from "../stack/opened-stack.js";

/** Runs `up` after a config change. @throws CommandError that says how to continue or undo */
export async function runUpAfter(
  edit: Edit | undefined,
  context: Context,
  { stack }: OpenedStack,
  undo: string,
  resume?: string,
): Promise<void> {
  await afterChange(edit, context, undo, () => converge(context, stack), resume);
}
