import type { StackConfig } from "@arkenos/stacks/config";
import { type Home, homeIn, homeOf, readPhoneNumber } from "@arkenos/stacks/phone-number";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/** What tells where a number is at home that is typed without its country code. */
export interface Typed {
  /** The stack's config: the home that its numbers share. */
  readonly config?: Pick<StackConfig, "numbers"> | undefined;
  /** A country in two letters, which wins. */
  readonly country?: string | undefined;
}

/**
 * A number in E.164 as a person typed it, with spaces, dashes and brackets, or as it is dialed at home.
 *
 * @throws CommandError if it is no phone number, or its country is not known
 */
export function typedNumber(written: string, { config, country }: Typed = {}): string {
  const home = country === undefined ? homeOf(Object.keys(config?.numbers ?? {})) : requireHome(country);
  const number = readPhoneNumber(written, home);
  if (number !== undefined) return number;
  throw new CommandError(`"${written}" is not in E.164, ${strange(home)}`, {
    exitCode: ExitCode.usage,
    next: "Write + and 7 to 15 digits that begin with the country code, such as +15105550100",
  });
}

/** Why it is no national number either. */
function strange(home: Home | undefined): string {
  if (home === undefined) return "and its country is not known";
  const where = "defaultCountry" in home ? home.defaultCountry : `the country code +${home.defaultCallingCode}`;
  return `and no phone number of ${where}`;
}

function requireHome(country: string): Home {
  const home = homeIn(country);
  if (home) return home;
  throw new CommandError(`--country: there is no country "${country}"`, {
    exitCode: ExitCode.usage,
    next: "Write two letters, such as US or GB",
  });
}
