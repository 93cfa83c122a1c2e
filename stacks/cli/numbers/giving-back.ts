import { CommandError } from "../command-error.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { askText } from "../prompt.js";

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
