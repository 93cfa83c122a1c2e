import { NotFoundError } from "@arkenos/provider/clouds";
import type { StackConfig } from "@arkenos/stacks/config";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import type { OpenedStack } from "../stack/opened-stack.js";
import { askText } from "../terminal/prompt.js";
import { ownedNumber, twilioAccount } from "./account.js";

/**
 * Confirms a release to Twilio: the number may be sold to others and cannot be recovered.
 *
 * @throws CommandError unless the number is typed, or `--yes` comes with `--i-understand`
 */
export async function confirmRelease(
  context: Context,
  number: string,
  { iUnderstand }: { readonly iUnderstand?: true | undefined },
): Promise<void> {
  if (context.yes) {
    if (iUnderstand) return;
    throw new CommandError({
      code: "needs_confirmation",
      message: `Releasing ${number} to Twilio is permanent`,
      exitCode: ExitCode.usage,
      next: "Add --i-understand to --yes to confirm that the number cannot be recovered",
    });
  }
  await askText(context, {
    message: `${releaseText(number)}. Type the number to confirm`,
    instead: "--yes --i-understand",
    placeholder: number,
    problem: (typed) =>
      typed.trim() === number ? undefined : { message: `Type ${number}, or press Ctrl-C to cancel` },
  });
}

/** What a release means, as a sentence without its period. */
export function releaseText(number: string): string {
  return `${number} will be released to Twilio permanently and may be sold to others`;
}

/** @throws CommandError if outbound calls use the number: the carrier would reject them after the release */
export function requireNoCallsFrom({ outbound }: Pick<StackConfig, "outbound">, number: string): void {
  if (!outbound.fromNumbers?.includes(number)) return;
  throw new CommandError({
    code: "number_is_caller_id",
    message: `${number} is a caller ID for outbound calls (outbound.fromNumbers)`,
    exitCode: ExitCode.usage,
    next: "Remove it from outbound.fromNumbers first, or release it without --give-back",
  });
}

/** @throws CommandError that names the trunk of the number, if it is still in the account */
export async function requireReleased({ session }: OpenedStack, number: string): Promise<void> {
  const account = await twilioAccount(session);
  const listed = await ownedNumber(account, number);
  const kept = listed && (await account.api.incomingPhoneNumbers(listed.sid).fetch().catch(ifGone));
  if (!kept) return;
  const holder = kept.trunkSid ? `: it is on trunk ${kept.trunkSid}` : "";
  throw new CommandError({
    code: "number_not_released",
    message: `${number} was removed from this stack but not released to Twilio${holder}`,
    next: kept.trunkSid
      ? `Remove it from ${kept.trunkSid} first, then release it in Twilio's console`
      : "Release it in Twilio's console, unless it is still needed",
  });
}

function ifGone(error: unknown): undefined {
  if (!(error instanceof NotFoundError)) throw error;
}
