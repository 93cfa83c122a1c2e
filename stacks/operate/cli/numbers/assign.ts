import { shown } from "@arkenos/provider/text";
import { onThisStack } from "../../on-this-stack.js";
import type { Answer } from "../terminal/answer.js";
import { changeConfig } from "../stack/changed-config.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { type OpenedStack, openToChange } from "../stack/opened-stack.js";
import { requireAgent } from "../stack/required.js";
import { typedNumber } from "../stack/typed-number.js";
import { ownedNumber, twilioAccount } from "./account.js";
import { runUpAfter } from "./up-after.js";
import { numberInState, trunksInState } from "./in-state.js";

/** Options of `arkenos numbers assign`. */
export interface AssignFlags {
  readonly agent: string;
  /** Whether it may be moved from a trunk of another stack. */
  readonly move?: true | undefined;
  /** Country of numbers that are typed without a country code. */
  readonly country?: string | undefined;
}

/**
 * `arkenos numbers assign`: assigns an owned number to an agent. If it is assigned already, this only runs up. It also
 * undoes a release that failed halfway: an assigned number is no longer released.
 */
export async function runAssign(
  context: Context,
  typed: string,
  { agent, move, country }: AssignFlags,
): Promise<Answer> {
  const opened = await openToChange(context);
  const number = typedNumber(typed, { config: opened.config, country });
  requireAgent(opened.config, agent);
  requireUnassigned(opened.config.numbers[number]?.agent, number, agent);
  await requireOwned(opened, number, move);
  const isManaged =
    !Object.hasOwn(opened.config.numbers, number) && (await numberInState(opened.stack, number)).purchases.length > 0;
  const edit = await changeConfig(opened, context, {
    command: "arkenos numbers assign",
    edit: (draft) => {
      requireUnassigned(draft.number(number)?.agent, number, agent);
      draft.setNumber(number, {
        agent,
        ...(isManaged && { purchase: true }),
        release: undefined,
        ...(move && { move }),
      });
    },
  });
  await runUpAfter(edit, context, opened, { undo: onThisStack(`arkenos numbers release ${number}`) });
  return {
    data: { stack: opened.stack.name, number, agent, changed: edit.lines },
    text: `${number} is answered by ${agent}.`,
  };
}

function requireUnassigned(present: string | undefined, number: string, agent: string): void {
  if (present === undefined || present === agent) return;
  throw new CommandError({
    code: "already_assigned",
    message: `${number} is already answered by ${present}`,
    exitCode: ExitCode.usage,
    next: `To change the agent: ${onThisStack(`arkenos numbers reassign ${number} --agent ${agent}`)}`,
  });
}

async function requireOwned({ session, stack }: OpenedStack, number: string, move: true | undefined): Promise<void> {
  const account = await twilioAccount(session);
  const owned = await ownedNumber(account, number);
  if (!owned) {
    throw new CommandError({
      code: "number_not_owned",
      message: `The Twilio account ${account.sid} does not own ${number}`,
      exitCode: ExitCode.usage,
      next: `Buy it with ${onThisStack(`arkenos numbers buy ${number} --agent ID`)}, or list your numbers with ${onThisStack("arkenos numbers list")}`,
    });
  }
  if (!owned.trunkSid || move || (await trunksInState(stack)).includes(owned.trunkSid)) return;
  const holder = await account.trunks.find(owned.trunkSid);
  throw new CommandError({
    code: "number_on_other_trunk",
    message: `${number} is on trunk ${owned.trunkSid} "${shown(holder?.friendlyName ?? "unknown")}", not on this stack's trunk`,
    exitCode: ExitCode.usage,
    next: "Add --move to move it here, or remove it from that trunk first",
  });
}
