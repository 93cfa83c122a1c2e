import type { Edit } from "../../config-file.js";
import { afterChange } from "../changed-config.js";
import type { Context } from "../context.js";
import { converge } from "../converge.js";
import type { OpenedStack } from "../opened-stack.js";

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
