import { NotFoundError } from "@arkenos/provider/clouds";
import type { StackConfig } from "@arkenos/stacks/config";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import type { OpenedStack } from "../stack/opened-stack.js";
import { askText } from "../terminal/prompt.js";
import { ownedNumber, twilioAccount } from "./account.js";

/**
 * Makes sure that somebody means it: a number that is given back is sold to others, and does not return.
 *
 * @throws CommandError unless it is typed, or `--yes` comes with `--i-understand`
 */
export async function confirmGivingBack(
  context: Context,
  number: string,
  { iUnderstand }: { readonly iUnderstand?: true | undefined },
): Promise<void> {
  if (context.yes) {
    if (iUnderstand) return;
    throw new CommandError(`${number} would be given back to Twilio, and would not return`, {
      exitCode: ExitCode.usage,
      next: "Say --i-understand beside --yes if that is meant",
    });
  }
  await askText(context, {
    message: `${number} goes back to Twilio for good, and may be sold to others. Type the number to go on`,
    instead: "--yes --i-understand",
    placeholder: number,
    problem: (typed) => (typed.trim() === number ? undefined : `That is not ${number}; type it, or press Ctrl-C`),
  });
}

/** @throws CommandError if calls go out from the number: the carrier would refuse them once it is given back */
export function requireNoCallsFrom({ outbound }: Pick<StackConfig, "outbound">, number: string): void {
  if (!outbound.fromNumbers?.includes(number)) return;
  throw new CommandError(`outbound.fromNumbers lists ${number}, so calls go out from it`, {
    exitCode: ExitCode.usage,
    next: "Take it out of outbound.fromNumbers first, or release it without --give-back",
  });
}

/** @throws CommandError that names who has the number, if it is still in the account: then somebody needs it */
export async function requireGivenBack({ session }: OpenedStack, number: string): Promise<void> {
  const account = await twilioAccount(session);
  const listed = await ownedNumber(account, number);
  const kept = listed && (await account.api.incomingPhoneNumbers(listed.sid).fetch().catch(ifGone));
  if (!kept) return;
  const holder = kept.trunkSid ? `: it is on trunk ${kept.trunkSid}` : "";
  throw new CommandError(`${number} has left this stack, but was not given back${holder}`, {
    next: kept.trunkSid
      ? `Take it off ${kept.trunkSid} first, then release it in Twilio's console`
      : "Release it in Twilio's console, unless somebody else needs it",
  });
}

function ifGone(error: unknown): undefined {
  if (!(error instanceof NotFoundError)) throw error;
}
