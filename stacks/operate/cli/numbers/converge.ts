import type { Edit } from "../../config-file/edit-config-file.js";
import { afterChange } from "../stack/changed-config.js";
import type { Context } from "../stack/context.js";
import { converge } from "../converge/converge.js";
import type { OpenedStack } from "../stack/opened-stack.js";

/** Converges the stack after a change of its config. @throws CommandError that says how to go on or back */
export async function convergeAfter(
  edit: Edit | undefined,
  context: Context,
  { stack }: OpenedStack,
  goBack: string,
  goOn?: string,
): Promise<void> {
  await afterChange(edit, context, goBack, () => converge(context, stack), goOn);
}
