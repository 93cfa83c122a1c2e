import type { Answer } from "../answer.js";
import { changeConfig } from "../changed-config.js";
import type { Context } from "../context.js";
import { openConfigured } from "../opened-stack.js";
import { requireAgent, requireE164 } from "../required.js";
import { convergeAfter } from "./converge.js";
import { requireInStack } from "./in-stack.js";

/**
 * `arkenos numbers reassign`: another agent for a number of the stack. Neither cloud is touched: the
 * number stays on its trunk, and the routing table names the new agent from the next call on.
 */
export async function runReassign(
  context: Context,
  number: string,
  { agent }: { readonly agent: string },
): Promise<Answer> {
  requireE164(number);
  const opened = await openConfigured(context);
  requireAgent(opened.config, agent);
  const before = requireInStack(opened.config.numbers, number).agent;
  const edit = await changeConfig(opened, context, {
    command: "arkenos numbers reassign",
    edit: (draft) => draft.setNumber(number, { agent }),
  });
  await convergeAfter(edit, context, opened, `arkenos numbers reassign ${number} --agent ${before}`);
  const text =
    before === agent ? `${number} was ${agent}'s already.` : `${number} rings at ${agent}, no longer at ${before}.`;
  return { data: { stack: opened.stack.name, number, agent, before, changed: edit.lines }, text };
}
