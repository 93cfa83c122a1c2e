import { onThisStack } from "../../on-this-stack.js";
import type { Answer } from "../terminal/answer.js";
import { changeConfig } from "../stack/changed-config.js";
import type { Context } from "../stack/context.js";
import { openToChange } from "../stack/opened-stack.js";
import { requireAgent } from "../stack/required.js";
import { typedNumber } from "../stack/typed-number.js";
import { runUpAfter } from "./up-after.js";
import { requireInStack } from "./in-stack.js";

/**
 * `arkenos numbers reassign`: another agent for a number of the stack. Neither cloud is changed: the number stays on its
 * trunk, and the routing table names the new agent for the next call.
 */
export async function runReassign(
  context: Context,
  typed: string,
  { agent, country }: { readonly agent: string; readonly country?: string | undefined },
): Promise<Answer> {
  const opened = await openToChange(context);
  const number = typedNumber(typed, { config: opened.config, country });
  requireAgent(opened.config, agent);
  const before = requireInStack(opened.config.numbers, number).agent;
  const edit = await changeConfig(opened, context, {
    command: "arkenos numbers reassign",
    edit: (draft) => draft.setNumber(number, { agent }),
  });
  await runUpAfter(edit, context, opened, {
    undo: onThisStack(`arkenos numbers reassign ${number} --agent ${before}`),
  });
  const text =
    before === agent
      ? `${number} was already answered by ${agent}.`
      : `${number} is now answered by ${agent}, no longer by ${before}.`;
  return { data: { stack: opened.stack.name, number, agent, before, changed: edit.lines }, text };
}
