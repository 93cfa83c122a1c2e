import { shown } from "@arkenos/provider/text";
import type { Answer } from "../terminal/answer.js";
import { changeConfig } from "../stack/changed-config.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { openConfigured, type OpenedStack } from "../stack/opened-stack.js";
import { requireAgent } from "../stack/required.js";
import { typedNumber } from "../stack/typed-number.js";
import { ownedNumber, twilioAccount } from "./account.js";
import { convergeAfter } from "./converge.js";
import { numberInState } from "./in-state.js";

/** How a number is assigned. */
export interface AssignFlags {
  readonly agent: string;
  /** Whether it may be taken from a trunk that is not the stack's. */
  readonly move?: true | undefined;
  /** Where a number without a country code is at home. */
  readonly country?: string | undefined;
}

/**
 * `arkenos numbers assign`: an owned number to an agent. Assigned already, it is only converged. It is also the
 * way back from a release that failed half way: a number that is assigned is not to be given back any more.
 */
export async function runAssign(
  context: Context,
  typed: string,
  { agent, move, country }: AssignFlags,
): Promise<Answer> {
  const opened = await openConfigured(context);
  const number = typedNumber(typed, { config: opened.config, country });
  requireAgent(opened.config, agent);
  refuseOthers(opened.config.numbers[number]?.agent, number, agent);
  await requireOwned(opened, number, move);
  const isManaged =
    !Object.hasOwn(opened.config.numbers, number) && (await numberInState(opened.stack, number)).purchases.length > 0;
  const edit = await changeConfig(opened, context, {
    command: "arkenos numbers assign",
    edit: (draft) => {
      refuseOthers(draft.number(number)?.agent, number, agent);
      draft.setNumber(number, {
        agent,
        ...(isManaged && { purchase: true }),
        release: undefined,
        ...(move && { move }),
      });
    },
  });
  await convergeAfter(edit, context, opened, `arkenos numbers release ${number}`);
  return {
    data: { stack: opened.stack.name, number, agent, changed: edit.lines },
    text: `${number} rings at ${agent}.`,
  };
}

function refuseOthers(present: string | undefined, number: string, agent: string): void {
  if (present === undefined || present === agent) return;
  throw new CommandError(`${number} is answered by ${present} already`, {
    exitCode: ExitCode.usage,
    next: `To change that: arkenos numbers reassign ${number} --agent ${agent}`,
  });
}

async function requireOwned({ session, stack }: OpenedStack, number: string, move: true | undefined): Promise<void> {
  const account = await twilioAccount(session);
  const owned = await ownedNumber(account, number);
  if (!owned) {
    throw new CommandError(`The Twilio account ${account.sid} does not own ${number}`, {
      exitCode: ExitCode.usage,
      next: `Buy it with arkenos numbers buy ${number} --agent ID, or see what is owned: arkenos numbers list`,
    });
  }
  if (!owned.trunkSid || move || owned.trunkSid === (await stack.outputs()).elasticTrunkSid) return;
  const holder = await account.trunks.find(owned.trunkSid);
  throw new CommandError(
    `${number} is on trunk ${owned.trunkSid} "${shown(holder?.friendlyName ?? "unknown")}", not on this stack's`,
    {
      exitCode: ExitCode.usage,
      next: "Say --move to take it from there, or take it off there first",
    },
  );
}
