import type { Edit } from "../../config-file/edit-config-file.js";
import { afterChange, type NextSteps } from "../stack/changed-config.js";
import type { Context } from "../stack/context.js";
import { converge, type ConvergeOptions } from "../converge/converge.js";
import type { OpenedStack } from "../stack/opened-stack.js";

/** Runs `up` after a config change. @throws CommandError that says how to continue or undo */
export async function runUpAfter(
  edit: Edit | undefined,
  context: Context,
  { stack }: OpenedStack,
  { agreed, ...nextSteps }: NextSteps & Pick<ConvergeOptions, "agreed">,
): Promise<void> {
  await afterChange(edit, context, nextSteps, () => converge(context, stack, { agreed }));
}
